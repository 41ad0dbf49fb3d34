package org.yilian.mappings.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.mappings.Uris;

/**
 * ServiceRequest to an entry of the Modality Worklist, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_K.6.html">PS3.4 table K.6-1</a>. What the order
 * does not say is left out; nothing is guessed from names of items.
 */
public final class ScheduledStepMapper {
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final int LONGEST_TEXT = 64;
    private static final int LONGEST_CODE = 16;

    /** HL7 table 0074; RAD says no more than that it is an image. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("CT", "CT"),
            Map.entry("CTH", "CT"),
            Map.entry("NMR", "MR"),
            Map.entry("NMS", "NM"),
            Map.entry("CUS", "US"),
            Map.entry("OUS", "US"),
            Map.entry("RUS", "US"),
            Map.entry("VUS", "US"),
            Map.entry("RX", "DX"),
            Map.entry("RAD", ""),
            Map.entry("IMG", ""),
            Map.entry("XRC", "XA"));

    private ScheduledStepMapper() {}

    /** Whether images are ordered: by the section that does it, or by a modality or number that only images have. */
    public static boolean isImaging(ServiceRequest order, String facility) {
        return !section(order).isEmpty()
                || modalityOrdered(order).isPresent()
                || number(order, facility, "procedure-step").isPresent()
                || statedUid(order).isPresent();
    }

    /**
     * Maps an order that is to be performed; empty for what is no imaging order, not active, or about nobody.
     *
     * @param zone of the facility, in which modalities ask for dates
     */
    public static Optional<ScheduledStep> map(ServiceRequest order, String facility, ZoneId zone) {
        String patient = order.getSubject().getReferenceElement().getIdPart();
        if (order.getStatus() != ServiceRequestStatus.ACTIVE || patient == null || !isImaging(order, facility)) {
            return Optional.empty();
        }
        String placer = number(order, facility, "order").orElse("");
        String filler = number(order, facility, "filler").orElse("");
        String accession = number(order, facility, "accession").orElse("");
        String known = Stream.of(placer, filler, accession)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElseGet(() -> order.getIdElement().getIdPart());
        String stepId = number(order, facility, "procedure-step").orElse(known);
        String studyUid = studyUid(order);
        LocalDateTime start = start(order, zone);
        DataSet step = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.AccessionNumber, accession)
                .set(Tag.StudyInstanceUID, studyUid)
                .set(
                        Tag.RequestedProcedureID,
                        number(order, facility, "requested-procedure").orElse(known))
                .set(Tag.RequestedProcedureDescription, text(order.getCode()))
                .set(Tag.PlacerOrderNumberImagingServiceRequest, placer)
                .set(Tag.FillerOrderNumberImagingServiceRequest, filler)
                .set(Tag.RequestedProcedurePriority, priority(order));
        code(order, facility).ifPresent(item -> step.setItems(Tag.RequestedProcedureCodeSequence, item));
        if (order.getRequester().hasDisplay()) {
            String name = order.getRequester().getDisplay();
            step.set(Tag.RequestingPhysician, VR.PN, name).set(Tag.ReferringPhysicianName, VR.PN, name);
        }
        String reason = order.getReasonCode().stream()
                .map(ScheduledStepMapper::text)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        step.set(Tag.ReasonForTheRequestedProcedure, reason);
        step.setItems(Tag.ScheduledProcedureStepSequence, scheduled(order, facility, stepId, start));
        return Optional.of(new ScheduledStep(patient, placer, accession, stepId, studyUid, start, step));
    }

    private static DataSet scheduled(ServiceRequest order, String facility, String stepId, LocalDateTime start) {
        DataSet item = new DataSet()
                .set(Tag.ScheduledProcedureStepStartDate, start.toLocalDate())
                .set(Tag.ScheduledProcedureStepStartTime, start.toLocalTime().truncatedTo(ChronoUnit.SECONDS))
                .set(Tag.ScheduledProcedureStepID, stepId)
                .set(Tag.ScheduledProcedureStepDescription, text(order.getCode()))
                .set(
                        Tag.Modality,
                        modalityOrdered(order).or(() -> bySection(order)).orElse(""));
        for (Reference performer : order.getPerformer()) {
            if (Uris.id(facility, "ae-title").equals(performer.getIdentifier().getSystem())) {
                item.set(Tag.ScheduledStationAETitle, performer.getIdentifier().getValue());
            }
            if ("Device".equals(performer.getType()) && performer.hasDisplay()) {
                item.set(Tag.ScheduledStationName, cut(performer.getDisplay(), LONGEST_CODE));
            } else if (performer.hasDisplay()
                    && performer.getReference() != null
                    && performer.getReference().startsWith("Practitioner")) {
                item.set(Tag.ScheduledPerformingPhysicianName, VR.PN, performer.getDisplay());
            }
        }
        if (order.getLocationReferenceFirstRep().hasDisplay()) {
            item.set(
                    Tag.ScheduledProcedureStepLocation,
                    cut(order.getLocationReferenceFirstRep().getDisplay(), LONGEST_CODE));
        }
        return item;
    }

    private static LocalDateTime start(ServiceRequest order, ZoneId zone) {
        DateTimeType when = scheduled(order.getOccurrence());
        if (when == null || !when.hasValue()) {
            when = order.hasAuthoredOn() ? order.getAuthoredOnElement() : null;
        }
        if (when != null) {
            String text = when.getValueAsString();
            boolean dayOnly = text.length() == 10;
            return dayOnly
                    ? LocalDate.parse(text).atStartOfDay()
                    : when.getValue().toInstant().atZone(zone).toLocalDateTime();
        }
        return order.getMeta().hasLastUpdated()
                ? order.getMeta().getLastUpdated().toInstant().atZone(zone).toLocalDateTime()
                : LocalDateTime.of(1970, 1, 1, 0, 0);
    }

    private static DateTimeType scheduled(Type when) {
        if (when instanceof DateTimeType moment) {
            return moment;
        }
        if (when instanceof Period period) {
            return period.getStartElement();
        }
        if (when instanceof Timing timing) {
            return timing.hasEvent()
                    ? timing.getEvent().get(0)
                    : timing.getRepeat().getBounds() instanceof Period bounds ? bounds.getStartElement() : null;
        }
        return null;
    }

    private static Optional<DataSet> code(ServiceRequest order, String facility) {
        return order.getCode().getCoding().stream()
                .filter(each -> each.hasCode() && each.getCode().length() <= LONGEST_CODE)
                .findFirst()
                .map(each -> new DataSet()
                        .set(Tag.CodeValue, each.getCode())
                        .set(Tag.CodingSchemeDesignator, Uris.LOINC.equals(each.getSystem()) ? "LN" : "99" + facility)
                        .set(
                                Tag.CodeMeaning,
                                each.hasDisplay() ? cut(each.getDisplay(), LONGEST_TEXT) : text(order.getCode())));
    }

    private static String priority(ServiceRequest order) {
        if (order.getPriority() == null) {
            return "";
        }
        return switch (order.getPriority()) {
            case STAT -> "STAT";
            case ASAP, URGENT -> "HIGH";
            default -> "ROUTINE";
        };
    }

    private static Optional<String> modalityOrdered(ServiceRequest order) {
        return order.getOrderDetail().stream()
                .flatMap(detail -> detail.getCoding().stream())
                .filter(each -> DCM.equals(each.getSystem()) && each.hasCode())
                .map(Coding::getCode)
                .findFirst();
    }

    private static Optional<String> bySection(ServiceRequest order) {
        return section(order).stream()
                .map(SECTIONS::get)
                .filter(each -> !each.isEmpty())
                .findFirst();
    }

    private static List<String> section(ServiceRequest order) {
        return order.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .filter(each -> Uris.v2Table("0074").equals(each.getSystem()))
                .map(Coding::getCode)
                .filter(SECTIONS::containsKey)
                .toList();
    }

    private static Optional<String> number(ServiceRequest order, String facility, String kind) {
        String system = Uris.id(facility, kind);
        return order.getIdentifier().stream()
                .filter(each -> system.equals(each.getSystem()))
                .map(Identifier::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static boolean isImagingSection(String code) {
        return SECTIONS.containsKey(code);
    }

    /** The order's own, else one made of its id. */
    static String studyUid(ServiceRequest order) {
        return statedUid(order).orElseGet(() -> madeUid(order));
    }

    private static Optional<String> statedUid(ServiceRequest order) {
        return order.getIdentifier().stream()
                .filter(each -> Uris.DICOM_UID.equals(each.getSystem()) && each.hasValue())
                .map(each -> each.getValue().replace("urn:oid:", ""))
                .findFirst();
    }

    /** The same at every question, whichever modality asks: PS3.5 B.2 with a UUID made of the order's id. */
    private static String madeUid(ServiceRequest order) {
        UUID uuid = UUID.nameUUIDFromBytes(
                ("study of ServiceRequest/" + order.getIdElement().getIdPart()).getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    private static String text(CodeableConcept concept) {
        String text = concept.hasText()
                ? concept.getText()
                : concept.getCoding().stream()
                        .map(each -> each.hasDisplay() ? each.getDisplay() : each.getCode())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
        return cut(text, LONGEST_TEXT);
    }

    /** Backslashes would make two values of one. */
    private static String cut(String text, int longest) {
        String plain = text.replace('\\', '/').strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }
}
