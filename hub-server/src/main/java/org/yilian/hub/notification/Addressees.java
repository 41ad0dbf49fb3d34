package org.yilian.hub.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
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
        List<Addressee> all = new ArrayList<>();
        for (Destination destination : region.destinations()) {
            if (!destination.facility().equals(author)) {
                Optional<Addressee> orderer = destination.receives().contains(ordered)
                        ? orderer(destination, identifiers, item, patient)
                        : Optional.empty();
                orderer.or(() -> ordered == Destination.Kind.RESULTS
                                ? registered(destination, patient)
                                : Optional.empty())
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<Addressee> orderer(
            Destination destination, List<Identifier> identifiers, CodeableConcept item, String patient) {
        for (Identifier identifier : identifiers) {
            boolean placer = identifier.getType().getCoding().stream().anyMatch(each -> "PLAC".equals(each.getCode()));
            if (placer) {
                Optional<Addressee> found = order(destination.facility(), identifier.getValue())
                        .filter(order -> sameItem(order.getCode(), item))
                        .flatMap(order -> orderer(destination, order, identifier.getValue(), patient));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ServiceRequest> order(String facility, String placer) {
        String id = LogicalIds.of(facility, "ServiceRequest", Uris.id(facility, "order"), placer);
        return record.read(ServiceRequest.class, id);
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

    private Optional<Addressee> registered(Destination destination, String patient) {
        if (!destination.receives().contains(Destination.Kind.PATIENT_RESULTS)) {
            return Optional.empty();
        }
        return people.linkOf(patient).flatMap(link -> {
            List<PatientNumber> numbers = numbers(destination.facility(), link.person(), null);
            return numbers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Addressee(
                            destination,
                            people.recordsAt(destination.facility(), link.person())
                                    .get(0),
                            numbers,
                            null,
                            null));
        });
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
