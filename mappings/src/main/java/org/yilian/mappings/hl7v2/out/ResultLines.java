package org.yilian.mappings.hl7v2.out;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** Observations and documents of a report as OBX (HL7 v2.8 section 7.4.2), comments as NTE behind them. */
final class ResultLines {
    private static final String ANALYSED = "http://hl7.org/fhir/StructureDefinition/observation-analysis-date-time";

    private final Header header;
    private final ResultMessage.Report content;
    private final Er7Writer out;
    private final Map<String, Integer> occurrences = new HashMap<>();
    private int setId;

    ResultLines(Header header, ResultMessage.Report content, Er7Writer out) {
        this.header = header;
        this.content = content;
        this.out = out;
    }

    void write(List<Observation> results) {
        Map<String, Integer> total = new HashMap<>();
        results.forEach(each -> total.merge(key(each.getCode()), 1, Integer::sum));
        for (Observation each : results) {
            String key = key(each.getCode());
            int occurrence = occurrences.merge(key, 1, Integer::sum);
            result(each, total.get(key) > 1 ? String.valueOf(occurrence) : null);
        }
        content.report().getPresentedForm().forEach(this::document);
    }

    private static String key(CodeableConcept code) {
        return code.hasCoding() ? Coded.first(code) : String.valueOf(code.getText());
    }

    private void result(Observation observation, String subId) {
        List<ObservationComponentComponent> same = components(observation, true);
        List<ObservationComponentComponent> others = components(observation, false);
        List<Type> values = new ArrayList<>();
        if (observation.hasValue()) {
            values.add(observation.getValue());
        }
        same.stream().filter(ObservationComponentComponent::hasValue).forEach(each -> values.add(each.getValue()));
        Er7Writer.Line obx = line(observation, observation.getCode(), subId, values);
        if (values.isEmpty() && "unknown".equals(absent(observation))) {
            // "There is none": the receiver shall not go on showing what it has.
            obx.raw(5, "\"\"");
        }
        ranges(obx, observation.getReferenceRange());
        flags(obx, observation.getInterpretation());
        obx.add(11, status(observation, values));
        details(obx, observation);
        int n = 1;
        for (ObservationComponentComponent component : others) {
            String sub = (subId == null ? "1" : subId) + "." + n++;
            Er7Writer.Line line = line(observation, component.getCode(), sub, List.of(component.getValue()));
            ranges(line, component.getReferenceRange());
            flags(line, component.getInterpretation());
            line.add(11, status(observation, List.of(component.getValue())));
            details(line, observation);
        }
        int note = 1;
        for (Annotation annotation : observation.getNote()) {
            out.segment("NTE").add(1, String.valueOf(note++)).add(3, annotation.getText());
        }
    }

    /** Components with the Observation's own code are its repetitions; the others are results of their own. */
    private static List<ObservationComponentComponent> components(Observation observation, boolean same) {
        String code = key(observation.getCode());
        return observation.getComponent().stream()
                .filter(each -> same == key(each.getCode()).equals(code))
                .filter(each -> same || each.hasValue())
                .toList();
    }

    private Er7Writer.Line line(Observation observation, CodeableConcept code, String subId, List<Type> values) {
        Er7Writer.Line obx = out.segment("OBX").add(1, String.valueOf(++setId));
        String type = ValueOut.type(values, header);
        obx.add(2, type).add(3, Coded.cwe(code)).add(4, subId);
        values.forEach(value -> ValueOut.write(obx, type, value));
        values.stream()
                .map(ValueOut::unit)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(unit -> obx.add(6, unit));
        return obx;
    }

    private static void ranges(Er7Writer.Line obx, List<ObservationReferenceRangeComponent> ranges) {
        List<String> texts = ranges.stream()
                .map(ResultLines::text)
                .filter(each -> !each.isEmpty())
                .toList();
        obx.add(7, String.join(";", texts));
    }

    private static String text(ObservationReferenceRangeComponent range) {
        if (range.hasText()) {
            return range.getText();
        }
        if (range.hasLow() && range.hasHigh()) {
            return number(range.getLow()) + "-" + number(range.getHigh());
        }
        return range.hasLow() ? ">=" + number(range.getLow()) : range.hasHigh() ? "<=" + number(range.getHigh()) : "";
    }

    private static String number(Quantity quantity) {
        return quantity.getValueElement().getValueAsString();
    }

    private static void flags(Er7Writer.Line obx, List<CodeableConcept> interpretations) {
        for (CodeableConcept each : interpretations) {
            obx.add(8, each.hasCoding() ? Coded.first(each) : each.getText());
        }
    }

    /** HL7 table 0085. A value that is missing because nobody asked for it is N. */
    private String status(Observation observation, List<Type> values) {
        if (values.isEmpty() && "not-asked".equals(absent(observation))) {
            return "N";
        }
        return switch (observation.getStatus()) {
            case REGISTERED -> "I";
            case PRELIMINARY -> "P";
            case FINAL -> "F";
            case AMENDED -> header.atLeast(7) ? "A" : "C";
            case CORRECTED -> "C";
            case CANCELLED -> "X";
            case ENTEREDINERROR -> "D";
            default -> null;
        };
    }

    private static String absent(Observation observation) {
        return observation.hasDataAbsentReason() ? Coded.first(observation.getDataAbsentReason()) : null;
    }

    private void details(Er7Writer.Line obx, Observation observation) {
        obx.add(14, Times.start(observation.getEffective()));
        obx.add(15, producer(observation));
        for (Reference performer : observation.getPerformer()) {
            if (content.sources().get(performer, Practitioner.class) != null) {
                obx.add(16, Parties.xcn(performer, content.sources()));
            }
        }
        obx.add(17, Coded.cwe(observation.getMethod()));
        if (observation.getExtensionByUrl(ANALYSED) != null
                && observation.getExtensionByUrl(ANALYSED).getValue() instanceof DateTimeType analysed) {
            obx.add(19, Times.dtm((BaseDateTimeType) analysed));
        }
        if (header.atLeast(7)) {
            obx.add(20, Coded.cwe(observation.getBodySite()));
        }
        // Which Observation this is, whatever else changes: a correction comes under the same.
        obx.add(21, Composite.of(observation.getIdElement().getIdPart(), "YILIAN"));
    }

    /** A laboratory that is known by name only, else the facility that reports. */
    private Composite producer(Observation observation) {
        return observation.getPerformer().stream()
                .filter(each -> "Organization".equals(each.getType()) && each.hasDisplay() && !each.hasReference())
                .findFirst()
                .map(each -> Composite.of(null, each.getDisplay()))
                .orElse(Composite.of(content.author(), content.authorName(), Coded.REGIONAL));
    }

    /** ED (section 2A.3.27) with the data, RP (2A.3.65) with the address. */
    private void document(Attachment form) {
        byte[] bytes = bytes(form);
        boolean data = bytes != null;
        String[] media = String.valueOf(form.getContentType()).split("/", 2);
        String main = form.hasContentType() ? media[0] : null;
        String sub = form.hasContentType() && media.length > 1 ? media[1] : null;
        Er7Writer.Line obx = out.segment("OBX")
                .add(1, String.valueOf(++setId))
                .add(2, data ? "ED" : "RP")
                .add(3, Composite.of("DOC", form.hasTitle() ? form.getTitle() : "Document", Coded.REGIONAL));
        if (data) {
            String base64 = Base64.getEncoder().encodeToString(bytes);
            obx.add(5, Composite.of(null, main, sub, "Base64", base64));
        } else {
            obx.add(5, Composite.of(form.getUrl(), null, main, sub));
        }
        obx.add(11, "F");
    }

    /** Those of the Binary that the form refers to, where it does not hold them itself; null when they are elsewhere. */
    private byte[] bytes(Attachment form) {
        if (form.hasData()) {
            return form.getData();
        }
        Binary binary = content.sources().get(new Reference(form.getUrl()), Binary.class);
        return binary == null ? null : binary.getData();
    }
}
