package org.yilian.mappings.hl7v2.segment;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/** PV2 (HL7 v2.8 section 3.4.4), after the guide's map PV2[Encounter]. */
public final class Pv2Encounter {
    /** The guide takes R5's elements by their cross-version extensions, which validators of R4 refuse. */
    public static final String PLANNED_START = Uris.BASE + "/StructureDefinition/planned-start";

    public static final String PLANNED_END = Uris.BASE + "/StructureDefinition/planned-end";

    private static final String ARRIVAL = "http://hl7.org/fhir/StructureDefinition/encounter-modeOfArrival";

    private Pv2Encounter() {}

    /** Adds what the segment says to the Encounter. */
    public static void fill(MessageContext context, Segment pv2, Encounter encounter) {
        CodeableConcept reason = pv2.has(3) ? Cwe.concept(context, pv2.field(3), "admit-reason") : null;
        if (reason != null) {
            encounter.addReasonCode(reason);
        }
        planned(context, pv2, 8, PLANNED_START, encounter);
        planned(context, pv2, 9, PLANNED_END, encounter);
        length(context, pv2, encounter);
        description(pv2, encounter);
        for (Reference person : Xcn.practitioners(context, pv2, 13)) {
            var participant = encounter.addParticipant();
            participant
                    .addType()
                    .addCoding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
                    .setCode("REF");
            participant.setIndividual(person);
        }
        protection(pv2, encounter);
        if (pv2.has(25)) {
            encounter.setPriority(Cwe.concept(context, pv2.field(25), "visit-priority"));
        }
        CodeableConcept arrival = pv2.has(38) ? Cwe.concept(context, pv2.field(38), "mode-of-arrival") : null;
        if (arrival != null && arrival.hasCoding()) {
            encounter.addExtension(ARRIVAL, arrival.getCodingFirstRep());
        }
    }

    private static void planned(MessageContext context, Segment pv2, int n, String url, Encounter encounter) {
        DateTimeType time = Dtm.dateTime(context, pv2.field(n));
        if (time != null) {
            encounter.addExtension(url, time);
        }
    }

    /** PV2-11 counts days. */
    private static void length(MessageContext context, Segment pv2, Encounter encounter) {
        String days = pv2.get(11);
        if (days == null) {
            return;
        }
        if (!days.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            Field field = pv2.field(11);
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field);
            return;
        }
        Duration length = new Duration();
        length.setValue(new BigDecimal(days)).setUnit("d").setSystem(Uris.UCUM).setCode("d");
        encounter.setLength(length);
    }

    private static void description(Segment pv2, Encounter encounter) {
        String text = pv2.get(12);
        if (text == null) {
            return;
        }
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
        div.attribute("xmlns", "http://www.w3.org/1999/xhtml");
        div.addText(text);
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.ADDITIONAL).setDiv(div);
        encounter.setText(narrative);
    }

    /** PV2-22 Y: not to be shown to everybody who may see the patient's visits. */
    private static void protection(Segment pv2, Encounter encounter) {
        if ("Y".equals(pv2.get(22))) {
            encounter
                    .getMeta()
                    .addSecurity(
                            new Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "restricted"));
        }
    }
}
