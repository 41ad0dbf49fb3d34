package org.yilian.mappings.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Period;

/** The places of one visit in the order taken. The patient's own places and temporary ones run side by side. */
final class LocationHistory {
    private final List<EncounterLocationComponent> entries = new ArrayList<>();

    LocationHistory(List<EncounterLocationComponent> stored) {
        stored.forEach(this::add);
    }

    List<EncounterLocationComponent> entries() {
        return entries;
    }

    void add(EncounterLocationComponent place) {
        entries.add(place.copy());
    }

    void forget(EncounterLocationStatus status) {
        entries.removeIf(place -> place.getStatus() == status);
    }

    /** The patient is where the message says, as ever: another place is a correction of the last one. */
    void state(Places said, boolean temporary) {
        List<EncounterLocationComponent> taken = taken(temporary);
        if (said.before() != null && taken.stream().noneMatch(place -> Places.isSame(place, said.before()))) {
            entries.add(Math.max(0, entries.size() - 1), said.before().copy());
        }
        if (said.now() == null) {
            return;
        }
        if (taken.isEmpty()) {
            add(said.now());
            return;
        }
        EncounterLocationComponent last = taken.get(taken.size() - 1);
        if (temporary && last.getStatus() != EncounterLocationStatus.ACTIVE && !Places.isSame(last, said.now())) {
            add(said.now());
        } else if (!Places.isSame(last, said.now())) {
            last.setLocation(said.now().getLocation().copy());
        }
    }

    /** The patient goes from the last place to another. Where the record did not know of the last place, it is added. */
    void move(Places said, boolean temporary) {
        EncounterLocationComponent to = said.now();
        EncounterLocationComponent active = active(temporary);
        if (to == null) {
            if (said.before() != null && active != null && Places.isSame(active, said.before())) {
                complete(active, end(said.before()));
            }
            return;
        }
        if (isKnown(to, temporary)) {
            return;
        }
        if (active != null && Places.isSame(active, to)) {
            begin(active, to);
            return;
        }
        if (isBefore(to, active)) {
            insert(said);
            return;
        }
        leave(said, active, temporary);
        add(to);
    }

    private void leave(Places said, EncounterLocationComponent active, boolean temporary) {
        boolean cameFromThere = active != null && (said.before() == null || Places.isSame(active, said.before()));
        if (active != null) {
            complete(active, cameFromThere ? start(said.now()) : null);
        }
        List<EncounterLocationComponent> taken = taken(temporary);
        boolean missed = said.before() != null
                && (taken.isEmpty() || !Places.isSame(taken.get(taken.size() - 1), said.before()));
        if (missed) {
            add(said.before());
        }
    }

    /** A move that came late gets its place before a later one that is known; without one it may be long undone. */
    void insert(Places said) {
        EncounterLocationComponent to = said.now();
        if (to == null || start(to) == null || isKnown(to, false)) {
            return;
        }
        List<EncounterLocationComponent> taken = taken(false);
        int at = IntStream.range(0, taken.size())
                .filter(i -> isBefore(to, taken.get(i)) || endsLater(taken.get(i), to))
                .findFirst()
                .orElse(-1);
        if (at < 0) {
            return;
        }
        EncounterLocationComponent next = taken.get(at);
        if (isOpen(next, to)) {
            begin(next, to);
        } else {
            EncounterLocationComponent late = to.copy();
            complete(late, start(next));
            entries.add(entries.indexOf(next), late);
        }
        if (at > 0 && !isBefore(to, taken.get(at - 1))) {
            complete(taken.get(at - 1), start(to));
        }
    }

    /** A place whose begin is not known, and that was left after the other was taken, or is the same and not left. */
    private static boolean endsLater(EncounterLocationComponent place, EncounterLocationComponent to) {
        if (start(place) != null) {
            return false;
        }
        return end(place) == null
                ? Places.isSame(place, to)
                : end(place).getValue().after(start(to).getValue());
    }

    private static boolean isOpen(EncounterLocationComponent place, EncounterLocationComponent to) {
        return Places.isSame(place, to) && endsLater(place, to);
    }

    /** The last move never was: the place before it is taken again. Nothing to do when it is already. */
    void takeBack(Places said, DateTimeType moved, boolean temporary) {
        List<EncounterLocationComponent> taken = taken(temporary);
        if (taken.isEmpty()) {
            state(said, temporary);
            return;
        }
        EncounterLocationComponent last = taken.get(taken.size() - 1);
        boolean back = said.now() == null
                ? moved != null && start(last) != null && !equal(start(last), moved)
                : Places.isSame(last, said.now());
        if (!back) {
            entries.remove(last);
            reopen(temporary);
            state(new Places(said.now(), null), temporary);
        }
    }

    /** Whether the patient is at a temporary place. */
    boolean isAway() {
        return active(true) != null;
    }

    void reopen(boolean temporary) {
        List<EncounterLocationComponent> taken = taken(temporary);
        if (taken.isEmpty()) {
            return;
        }
        EncounterLocationComponent last = taken.get(taken.size() - 1);
        last.setStatus(EncounterLocationStatus.ACTIVE);
        Period period = last.getPeriod();
        period.setEndElement(null);
        if (period.isEmpty()) {
            last.setPeriod(null);
        }
    }

    void close(boolean temporary, DateTimeType when) {
        taken(temporary).stream()
                .filter(place -> place.getStatus() == EncounterLocationStatus.ACTIVE)
                .forEach(place -> complete(place, when));
    }

    private List<EncounterLocationComponent> taken(boolean temporary) {
        return entries.stream()
                .filter(place -> Places.isTemporary(place) == temporary)
                .filter(place -> place.getStatus() == EncounterLocationStatus.ACTIVE
                        || place.getStatus() == EncounterLocationStatus.COMPLETED)
                .toList();
    }

    private EncounterLocationComponent active(boolean temporary) {
        return taken(temporary).stream()
                .filter(place -> place.getStatus() == EncounterLocationStatus.ACTIVE)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private boolean isKnown(EncounterLocationComponent to, boolean temporary) {
        return start(to) != null
                && taken(temporary).stream()
                        .anyMatch(place ->
                                Places.isSame(place, to) && start(place) != null && equal(start(place), start(to)));
    }

    private static boolean isBefore(EncounterLocationComponent to, EncounterLocationComponent place) {
        return place != null
                && start(to) != null
                && start(place) != null
                && start(to).getValue().before(start(place).getValue());
    }

    private static void begin(EncounterLocationComponent place, EncounterLocationComponent said) {
        if (start(place) == null && start(said) != null) {
            place.getPeriod().setStartElement(start(said).copy());
        }
    }

    private static void complete(EncounterLocationComponent place, DateTimeType end) {
        place.setStatus(EncounterLocationStatus.COMPLETED);
        boolean backwards = end != null
                && start(place) != null
                && end.getValue().before(start(place).getValue());
        if (end != null && !backwards) {
            place.getPeriod().setEndElement(end.copy());
        }
    }

    private static DateTimeType start(EncounterLocationComponent place) {
        return place.getPeriod().hasStart() ? place.getPeriod().getStartElement() : null;
    }

    private static DateTimeType end(EncounterLocationComponent place) {
        return place.getPeriod().hasEnd() ? place.getPeriod().getEndElement() : null;
    }

    private static boolean equal(DateTimeType one, DateTimeType other) {
        return Objects.equals(one.getValue(), other.getValue());
    }
}
