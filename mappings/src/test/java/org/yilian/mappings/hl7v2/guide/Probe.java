package org.yilian.mappings.hl7v2.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.Messages;
import org.yilian.mappings.hl7v2.oracle.Fact;

/** Fills one field, translates, and looks for what came of it. */
final class Probe {
    /** What became of a row. */
    enum Outcome {
        /** The element that the guide names is there. */
        IMPLEMENTED,
        /** The field is kept in another element or resource. */
        ELSEWHERE,
        /** The field is remarked as not used, or no message that has it is translated. */
        NOT
    }

    private record Answer(Set<Fact> facts, Set<String> unused) {}

    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, List<String>> messages = Samples.messages();
    private final Map<String, String> types = new HashMap<>();

    /** @param maps of segments, which know the type of a field that a condition speaks of */
    Probe(Map<String, List<GuideRow>> maps) {
        maps.values().forEach(rows -> rows.forEach(row -> types.put(row.segment() + "-" + row.number(), row.type())));
    }

    /** A row of a segment map. */
    Outcome segment(GuideRow row) {
        Outcome best = Outcome.NOT;
        for (Map.Entry<String, List<String>> message : messages.entrySet()) {
            if (!Hl7v2Translator.supportedTriggers().contains(trigger(message.getKey()))) {
                continue;
            }
            for (int i = row.segment().equals("MSH") ? -1 : 0;
                    i < message.getValue().size();
                    i++) {
                boolean here = i < 0 || message.getValue().get(i).startsWith(row.segment() + "|");
                for (String value :
                        here ? Samples.values(row.segment(), row.number(), row.type()) : List.<String>of()) {
                    Outcome outcome = at(row, message.getKey(), message.getValue(), i, value);
                    best = outcome.compareTo(best) < 0 ? outcome : best;
                    if (best == Outcome.IMPLEMENTED) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    private Outcome at(GuideRow row, String trigger, List<String> segments, int index, String value) {
        List<String> base = new ArrayList<>(segments);
        base.add(0, Samples.header(trigger));
        int place = index + 1;
        int n = row.number();
        if (n == 0 || row.segment().equals("MSH")) {
            return compared(row, place, base, base);
        }
        List<String> filled = replaced(base, place, n, value);
        Outcome outcome = compared(row, place, filled, replaced(base, place, n, ""));
        if (already(base.get(place), n)) {
            Outcome other = compared(row, place, filled, base);
            Outcome kept = compared(row, place, base, replaced(base, place, n, ""));
            other = kept.compareTo(other) < 0 ? kept : other;
            outcome = other.compareTo(outcome) < 0 ? other : outcome;
        }
        return outcome;
    }

    private Outcome compared(GuideRow row, int place, List<String> filled, List<String> empty) {
        List<String> asked = new ArrayList<>(filled);
        for (GuideRow.Demand demand : row.demands()) {
            demand(asked, place, demand, row);
        }
        return outcome(row, occurrence(asked, place), ask(asked), ask(empty));
    }

    /** How remarks name this segment: by its number among those of its kind, from the second on. */
    private static String occurrence(List<String> segments, int place) {
        String name = segments.get(place).substring(0, 3);
        long number = segments.subList(0, place + 1).stream()
                .filter(each -> each.startsWith(name))
                .count();
        return number > 1 ? name + "[" + number + "]" : name;
    }

    private static List<String> replaced(List<String> segments, int place, int n, String value) {
        List<String> all = new ArrayList<>(segments);
        all.set(place, Samples.with(all.get(place), n, 0, value));
        return all;
    }

    /** A field that the message needs anyway keeps its value. */
    private static boolean already(String segment, int n) {
        String[] fields = segment.split("\\|", -1);
        return n < fields.length && !fields[n].isEmpty();
    }

    private void demand(List<String> segments, int place, GuideRow.Demand demand, GuideRow row) {
        for (int i = 0; i < segments.size(); i++) {
            boolean same = demand.segment().equals(row.segment())
                    ? i == place
                    : segments.get(i).startsWith(demand.segment() + "|");
            boolean key = demand.segment().equals("PID") && demand.field() == 3;
            if (same && !key && !demand.segment().equals("MSH")) {
                String value = demand.value() == null ? any(demand) : demand.value();
                if (demand.value() != null || !already(segments.get(i), demand.field())) {
                    segments.set(i, Samples.with(segments.get(i), demand.field(), demand.component(), value));
                }
                return;
            }
        }
    }

    private String any(GuideRow.Demand demand) {
        String type = types.getOrDefault(demand.segment() + "-" + demand.field(), "ST");
        String value = Samples.values(demand.segment(), demand.field(), type).get(0);
        return value.split("\\^")[0];
    }

    private static Outcome outcome(GuideRow row, String place, Answer with, Answer without) {
        int n = row.number();
        boolean unused = with.unused().contains(place) || n > 0 && with.unused().contains(place + "-" + n);
        if (unused) {
            return Outcome.NOT;
        }
        Set<Fact> added = new HashSet<>(with.facts());
        if (!isConstant(row)) {
            added.removeAll(without.facts());
        }
        String element = row.element().toLowerCase(Locale.ROOT);
        if (added.stream().anyMatch(f -> matches(f.element(), element))) {
            return Outcome.IMPLEMENTED;
        }
        return added.isEmpty() || isConstant(row) ? Outcome.NOT : Outcome.ELSEWHERE;
    }

    /** A fixed value, or one that no field says. */
    private static boolean isConstant(GuideRow row) {
        return row.constant() || row.number() == 0;
    }

    private static boolean matches(String path, String element) {
        String plain = path.toLowerCase(Locale.ROOT);
        return plain.startsWith(element)
                || element.endsWith(".extension")
                        && plain.startsWith(element.replace(".extension", "."))
                        && plain.contains("extension:");
    }

    Set<Fact> facts(String trigger, List<String> segments) {
        List<String> all = new ArrayList<>(segments);
        all.add(0, Samples.header(trigger));
        return ask(all).facts();
    }

    /** Places that are remarked as not used, of whichever segment of the kind. */
    Set<String> unused(String trigger, List<String> segments) {
        List<String> all = new ArrayList<>(segments);
        all.add(0, Samples.header(trigger));
        return ask(all).unused().stream()
                .map(place -> place.replaceAll("\\[\\d+]", ""))
                .collect(Collectors.toSet());
    }

    private Answer ask(List<String> segments) {
        return answers.computeIfAbsent(String.join("\r", segments) + "\r", text -> {
            Translation translation = Hl7v2Translator.translate(Er7Message.parse(text), Messages.PROFILE);
            Set<String> unused = new HashSet<>();
            for (Remark remark : translation.remarks()) {
                if (remark.code().endsWith("_NOT_USED")) {
                    unused.add(remark.location().replaceAll("(?<=-\\d{1,3})\\[\\d+]", ""));
                }
            }
            return new Answer(Fact.of(Messages.stored(translation).values()), unused);
        });
    }

    private static String trigger(String msh9) {
        return msh9.substring(0, msh9.lastIndexOf('^'));
    }
}
