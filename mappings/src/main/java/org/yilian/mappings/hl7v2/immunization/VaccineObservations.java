package org.yilian.mappings.hl7v2.immunization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationEducationComponent;
import org.hl7.fhir.r4.model.Immunization.ImmunizationProtocolAppliedComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * OBX behind RXA: what LOINC knows as a property of the immunization becomes one, by OBX-3; anything else is an
 * Observation beside it. OBX-4 holds together what is about the same information sheet.
 */
final class VaccineObservations {
    private final MessageContext context;
    private final Subject subject;
    private final Immunization immunization;
    private final String key;
    private final Instant asOf;
    private final Map<String, ImmunizationEducationComponent> education = new HashMap<>();

    VaccineObservations(MessageContext context, Subject subject, Immunization immunization, String key, Instant asOf) {
        this.context = context;
        this.subject = subject;
        this.immunization = immunization;
        this.key = key;
        this.asOf = asOf;
    }

    void read(List<Group> groups) {
        List<Group> others = new ArrayList<>();
        for (Group group : groups) {
            Segment obx = group.first("OBX");
            if (isProperty(obx)) {
                obx.field(3).text();
                obx.field(4).text();
                obx.skip(1, 2, 11); // the state of a property is that of the immunization
            } else {
                others.add(group);
            }
        }
        if (!others.isEmpty()) {
            AccompanyingObservations.write(context, subject, others, "immunization:" + key, asOf);
        }
        protocol();
    }

    private boolean isProperty(Segment obx) {
        Field value = obx.field(5);
        switch (loinc(obx.field(3))) {
            case "64994-7" -> add(immunization.getProgramEligibility(), concept(value, "program-eligibility"));
            case "30963-3" -> immunization.setFundingSource(concept(value, "funding-source"));
            case "69764-9", "30956-7" -> document(obx, value);
            case "29768-9" -> education(obx).setPublicationDateElement(Dtm.dateTime(context, value));
            case "29769-7" -> education(obx).setPresentationDateElement(Dtm.dateTime(context, value));
            case "31044-1" -> reaction(obx, value);
            case "30973-2" -> protocolApplied().setDoseNumber(number(value));
            case "59782-3" -> protocolApplied().setSeriesDoses(number(value));
            case "59779-9" -> protocolApplied().setSeries(text(value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private String loinc(Field item) {
        for (int n : new int[] {1, 4}) {
            String code = item.get(n);
            String system = item.get(n + 2);
            if (code != null && ("LN".equals(system) || "LOINC".equals(system))) {
                return code;
            }
        }
        String local = item.get(1);
        var mapping = local == null ? null : context.profile().codes().get(local);
        return mapping == null || mapping.loinc() == null ? "" : mapping.loinc();
    }

    private void document(Segment obx, Field value) {
        CodeableConcept concept = concept(value, "information-sheet");
        if (concept != null) {
            education(obx)
                    .setDocumentType(
                            concept.hasText()
                                    ? concept.getText()
                                    : concept.getCodingFirstRep().getCode());
        }
    }

    private ImmunizationEducationComponent education(Segment obx) {
        String subId = obx.get(4);
        return education.computeIfAbsent(subId == null ? "" : subId, id -> immunization.addEducation());
    }

    /** Immunization.reaction.detail is a reference: what was observed is named by it without a resource of its own. */
    private void reaction(Segment obx, Field value) {
        CodeableConcept concept = concept(value, "reaction");
        if (concept == null) {
            return;
        }
        String text = concept.hasText()
                ? concept.getText()
                : concept.getCodingFirstRep().getCode();
        var reaction = immunization.addReaction();
        reaction.setDetail(new Reference().setType("Observation").setDisplay(text));
        reaction.setDateElement(Dtm.dateTime(context, obx.field(14)));
    }

    private ImmunizationProtocolAppliedComponent protocolApplied() {
        return immunization.getProtocolAppliedFirstRep();
    }

    /** A protocol needs a dose number: without one, what else was said of it is a note. */
    private void protocol() {
        if (!immunization.hasProtocolApplied() || protocolApplied().hasDoseNumber()) {
            return;
        }
        ImmunizationProtocolAppliedComponent applied = protocolApplied();
        immunization.setProtocolApplied(null);
        if (applied.hasSeries()) {
            immunization.addNote().setText(applied.getSeries());
        }
        if (applied.hasSeriesDoses()) {
            immunization.addNote().setText(applied.getSeriesDoses().primitiveValue());
        }
    }

    private CodeableConcept concept(Field value, String kind) {
        return value.isEmpty() ? null : Cwe.concept(context, value, kind);
    }

    private static Type number(Field value) {
        String text = value.text();
        boolean digits = text != null && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean positive = digits && Integer.parseInt(text) > 0;
        return text == null ? null : positive ? new PositiveIntType(text) : new StringType(text);
    }

    private static String text(Field value) {
        String text = value.get(2) == null ? value.get(1) : value.get(2);
        value.text();
        return text;
    }

    private static void add(List<CodeableConcept> all, CodeableConcept concept) {
        if (concept != null) {
            all.add(concept);
        }
    }
}
