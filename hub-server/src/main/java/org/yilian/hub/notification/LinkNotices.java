package org.yilian.hub.notification;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
import org.yilian.hub.record.RecordWritten;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/**
 * Tells a hospital by which numbers others know a patient of its own (IHE ITI-10), whenever that has changed. Its own numbers
 * come first.
 */
@Component
class LinkNotices implements Notices {
    private final Region region;
    private final People people;
    private final Addressees addressees;
    private final Audience audience;
    private final Composer composer;
    private final Outbox outbox;

    LinkNotices(
            Region region, People people, Addressees addressees, Audience audience, Composer composer, Outbox outbox) {
        this.region = region;
        this.people = people;
        this.addressees = addressees;
        this.audience = audience;
        this.composer = composer;
        this.outbox = outbox;
    }

    @Override
    public boolean notice(RecordWritten written, Content content, Predicate<Destination> wanted) {
        List<Destination> all = region.destinations().stream()
                .filter(each -> each.receives().contains(Destination.Kind.LINKS))
                .filter(wanted)
                .toList();
        if (all.isEmpty()) {
            return false;
        }
        Set<Long> persons = new LinkedHashSet<>();
        for (Patient each : content.changed(Patient.class)) {
            people.linkOf(each.getIdElement().getIdPart()).ifPresent(link -> persons.add(link.person()));
        }
        boolean sent = false;
        for (long person : persons) {
            for (Destination to : all) {
                sent |= notice(written, to, person);
            }
        }
        return sent;
    }

    private boolean notice(RecordWritten written, Destination to, long person) {
        List<String> own = people.recordsAt(to.facility(), person);
        List<PatientNumber> numbers = addressees.allNumbers(to.facility(), person, own, audience::ofLinks);
        if (own.isEmpty() || numbers.size() < 2) {
            return false;
        }
        String subject = "Person/" + person + "#" + sum(numbers);
        if (outbox.isLatest(to, "Person/" + person + "#", subject)) {
            return false;
        }
        return outbox.put(
                Outbox.Notice.of(written, to, "ADT^A31", subject, own.get(0)),
                true,
                id -> composer.links(to, id, numbers));
    }

    /** Tells one set of numbers from another; the numbers themselves do not belong into a column. */
    private static String sum(List<PatientNumber> numbers) {
        CRC32 sum = new CRC32();
        numbers.forEach(each -> sum.update((each.authority() + "|" + each.value()).getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(sum.getValue());
    }
}
