package org.yilian.hub.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordReader;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.out.OrderNumber;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/**
 * Who is to hear of something. ADR 0061: another hospital has ordered it if it keeps an order with the same placer number, for
 * the same item, of a patient who is certainly the same person; or it wants whatever there is of the patients it has
 * registered, again only where the person is certain.
 */
@Component
class Addressees {
    /** HL7 table 0203: numbers that a hospital does not give itself. */
    private static final Set<String> NOT_OWN = Set.of("NI", "SS", "SB", "HC", "PPN", "DL", "TAX", "PRC");

    private final Region region;
    private final People people;
    private final RecordReader record;

    Addressees(Region region, People people, RecordReader record) {
        this.region = region;
        this.people = people;
        this.record = record;
    }

    /** @param identifiers of the report or order; @param patient logical id at the author's */
    List<Addressee> of(
            Destination.Kind ordered,
            String author,
            List<Identifier> identifiers,
            CodeableConcept item,
            String patient) {
        List<Destination> others = region.destinations().stream()
                .filter(each -> !each.facility().equals(author))
                .toList();
        List<Addressee> all = new ArrayList<>(orderers(ordered, others, identifiers, item, patient));
        if (ordered == Destination.Kind.RESULTS) {
            Set<Destination> told = all.stream().map(Addressee::destination).collect(Collectors.toSet());
            List<Destination> rest =
                    others.stream().filter(each -> !told.contains(each)).toList();
            all.addAll(registered(rest, patient));
        }
        return all;
    }

    private List<Addressee> orderers(
            Destination.Kind ordered,
            List<Destination> others,
            List<Identifier> identifiers,
            CodeableConcept item,
            String patient) {
        List<String> placers = identifiers.stream()
                .filter(each -> each.getType().getCoding().stream().anyMatch(code -> "PLAC".equals(code.getCode())))
                .map(Identifier::getValue)
                .toList();
        List<Destination> wanting = others.stream()
                .filter(each -> each.receives().contains(ordered))
                .toList();
        Set<String> known = record.existing(
                "ServiceRequest",
                wanting.stream()
                        .flatMap(to -> placers.stream().map(placer -> orderId(to.facility(), placer)))
                        .toList());
        List<Addressee> all = new ArrayList<>();
        for (Destination to : wanting) {
            placers.stream()
                    .filter(placer -> known.contains(orderId(to.facility(), placer)))
                    .flatMap(placer -> record
                            .read(ServiceRequest.class, orderId(to.facility(), placer))
                            .filter(order -> sameItem(order.getCode(), item))
                            .flatMap(order -> orderer(to, order, placer, patient))
                            .stream())
                    .findFirst()
                    .ifPresent(all::add);
        }
        return all;
    }

    private static String orderId(String facility, String placer) {
        return LogicalIds.of(facility, "ServiceRequest", Uris.id(facility, "order"), placer);
    }

    private Optional<Addressee> orderer(Destination destination, ServiceRequest order, String number, String patient) {
        String there = order.getSubject().getReferenceElement().getIdPart();
        OrderNumber placer = new OrderNumber(number, destination.facility());
        String orderId = order.getIdElement().getIdPart();
        if (people.samePerson(patient).contains(there)) {
            List<PatientNumber> numbers = people.linkOf(there)
                    .map(link -> numbers(destination.facility(), link.person(), there))
                    .orElse(List.of());
            return Optional.of(new Addressee(destination, there, numbers, placer, orderId));
        }
        // The same number, the same item and perhaps the same person: too much to stay silent, too little to send.
        return people.possible(patient).contains(there)
                ? Optional.of(new Addressee(destination, there, List.of(), placer, orderId))
                : Optional.empty();
    }

    private static boolean sameItem(CodeableConcept order, CodeableConcept result) {
        Set<String> codes =
                order.getCoding().stream().map(each -> each.getCode()).collect(Collectors.toSet());
        return result.getCoding().stream().anyMatch(each -> codes.contains(each.getCode()))
                || order.hasText() && order.getText().equals(result.getText());
    }

    private List<Addressee> registered(List<Destination> others, String patient) {
        List<Destination> wanting = others.stream()
                .filter(each -> each.receives().contains(Destination.Kind.PATIENT_RESULTS))
                .toList();
        Optional<People.PersonLink> link = wanting.isEmpty() ? Optional.empty() : people.linkOf(patient);
        if (link.isEmpty()) {
            return List.of();
        }
        long person = link.get().person();
        Set<String> where = people.recordsOf(person).stream()
                .map(People.PersonLink::facility)
                .collect(Collectors.toSet());
        List<Addressee> all = new ArrayList<>();
        for (Destination to : wanting) {
            List<String> records = where.contains(to.facility()) ? people.recordsAt(to.facility(), person) : List.of();
            List<PatientNumber> numbers = own(to.facility(), records);
            if (!numbers.isEmpty()) {
                all.add(new Addressee(to, records.get(0), numbers, null, null));
            }
        }
        return all;
    }

    /** The facility's own numbers of a person, those of the preferred record alone where it still holds. */
    private List<PatientNumber> numbers(String facility, long person, String preferred) {
        List<String> records = people.recordsAt(facility, person);
        return own(facility, records.contains(preferred) ? List.of(preferred) : records);
    }

    private List<PatientNumber> own(String facility, List<String> records) {
        List<PatientNumber> own = new ArrayList<>();
        for (People.Number number : people.numbersOf(records)) {
            own(facility, number.system(), number.value()).ifPresent(own::add);
        }
        return own;
    }

    /**
     * How a facility calls a patient of another one: by its own numbers where it is certain that it knows the patient, else by
     * the identity number, never by the other hospital's.
     */
    List<PatientNumber> known(String facility, String patient) {
        Optional<People.PersonLink> link = people.linkOf(patient);
        List<PatientNumber> own =
                link.map(each -> numbers(facility, each.person(), null)).orElse(List.of());
        return own.isEmpty()
                ? people.numbersOf(List.of(patient)).stream()
                        .filter(each -> each.system().equals(Urls.CITIZEN_ID))
                        .map(each -> citizen(facility, each.value()))
                        .toList()
                : own;
    }

    private PatientNumber citizen(String facility, String value) {
        return region.facility(facility).stream()
                .flatMap(each -> each.authorities().entrySet().stream())
                .filter(each -> each.getValue().system().equals(Urls.CITIZEN_ID))
                .map(each -> number(each.getKey(), each.getValue(), value))
                .findFirst()
                .orElse(new PatientNumber(value, null, Urls.CITIZEN_ID.substring("urn:oid:".length()), "NI"));
    }

    /**
     * All numbers of a person that hospitals have given, those of this facility first.
     *
     * @param seen leaves of the person's records those that the facility may see
     */
    List<PatientNumber> allNumbers(
            String facility,
            long person,
            List<String> ownRecords,
            BiFunction<String, List<People.PersonLink>, List<People.PersonLink>> seen) {
        List<PatientNumber> all = new ArrayList<>(own(facility, ownRecords));
        for (People.PersonLink link : seen.apply(facility, people.recordsOf(person))) {
            if (!link.facility().equals(facility)) {
                all.addAll(own(link.facility(), List.of(link.patient())));
            }
        }
        return all;
    }

    /** Whether two records are certainly one person's. */
    boolean same(String patient, String other) {
        return people.samePerson(patient).contains(other);
    }

    /** The number as the facility writes it, if it is one of the facility's own. */
    Optional<PatientNumber> own(String facility, String system, String value) {
        return region.facility(facility).stream()
                .flatMap(each -> each.authorities().entrySet().stream())
                .filter(each -> each.getValue().system().equals(system))
                .filter(each -> !NOT_OWN.contains(String.valueOf(each.getValue().type())))
                .map(each -> number(each.getKey(), each.getValue(), value))
                .findFirst();
    }

    private static PatientNumber number(String name, Facility.Authority authority, String value) {
        String oid =
                authority.system().startsWith("urn:oid:") ? authority.system().substring(8) : null;
        return new PatientNumber(value, name, oid, authority.type());
    }
}
