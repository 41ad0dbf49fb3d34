package org.yilian.mappings.hl7v2.result;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Numbers;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.segment.SpmSpecimen;

/** The fields of OBX (HL7 v2.8 section 7.4.2) beside value and identity, after the guide's map OBX[Observation]. */
final class ObservationDetails {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
    private static final String ANALYSED = EXTENSION + "observation-analysis-date-time";
    private static final String ABNORMAL = EXTENSION + "observation-nature-of-abnormal-test";
    private static final String STRUCTURE = EXTENSION + "observation-structure-type";
    private static final String SUB_ID = EXTENSION + "observation-v2-subid";

    private static final String SPECIMEN = Uris.BASE + "/StructureDefinition/observation-specimen";

    private ObservationDetails() {}

    /** What the order says for all of its results, and where it does not, OBX itself. */
    static void common(MessageContext context, ResultFrame frame, Segment obx, ItemCode code, Observation observation) {
        if (frame.category() != null) {
            observation.addCategory().addCoding().setSystem(CATEGORY).setCode(frame.category());
        }
        observation.setCode(code.concept());
        observation.setSubject(
                MessageContext.reference("Patient", frame.subject().patientId()));
        if (frame.subject().encounterId() != null) {
            observation.setEncounter(
                    MessageContext.reference("Encounter", frame.subject().encounterId()));
        }
        for (Reference order : frame.basedOn()) {
            observation.addBasedOn(order.copy());
        }
        DiagnosticReport report = frame.report();
        DateTimeType when = Dtm.dateTime(context, obx.field(14));
        boolean inherits = when == null && report != null && report.hasEffective();
        observation.setEffective(inherits ? report.getEffective().copy() : when);
        if (report != null && report.hasIssued()) {
            observation.setIssuedElement(report.getIssuedElement().copy());
        }
        if (frame.specimen() != null) {
            observation.setSpecimen(frame.specimen().copy());
        }
    }

    /** OBX-15, 16 and 23 to 25; without a laboratory of its own the result is the facility's. */
    static void people(MessageContext context, Segment obx, Observation observation) {
        Reference laboratory = Laboratory.of(context, obx);
        observation.addPerformer(laboratory == null ? context.facilityOrganization() : laboratory);
        for (Reference person : Xcn.practitioners(context, obx, 16)) {
            observation.addPerformer(person);
        }
    }

    static void more(MessageContext context, Segment obx, Observation observation) {
        if (obx.has(4)) {
            observation.addExtension(subId(obx.field(4)));
        }
        if (obx.has(17)) {
            observation.setMethod(Cwe.concept(context, obx.field(17), "method"));
        }
        if (obx.has(20)) {
            observation.setBodySite(Cwe.concept(context, obx.field(20), "body-site"));
        }
        if (obx.has(18)) {
            observation.setDevice(Devices.reference(context, obx.field(18)));
        }
        if (obx.has(19)) {
            extension(observation, ANALYSED, Dtm.dateTime(context, obx.field(19)));
        }
        for (Field field : obx.repetitions(10)) {
            extension(observation, ABNORMAL, coded(field, "0080"));
        }
        if (obx.has(29)) {
            observation.addCategory(coded(obx.field(29), "0936"));
        }
        if (obx.has(30)) {
            extension(observation, STRUCTURE, coded(obx.field(30), "0937"));
        }
        for (Field field : obx.repetitions(32)) {
            CodeableConcept reason = Cwe.concept(context, field, "absent-reason");
            if (reason != null && !observation.hasValue() && !observation.hasComponent()) {
                observation.setDataAbsentReason(reason);
            }
        }
        if (obx.has(31)) {
            obx.skip(31); // what the sender wants done with the result: D is its status, the rest is writing it
        }
    }

    /** OBX-33: the specimen of this result where it is not the order's; R4 has room for one, further ones stand beside it. */
    static void specimens(MessageContext context, ResultFrame frame, Segment obx, Observation observation) {
        List<Field> fields = obx.repetitions(33);
        if (fields.size() > 1) {
            observation.setSpecimen(null); // made of several, so that to name one of them would be wrong
        }
        for (Field field : fields) {
            Specimen specimen =
                    SpmSpecimen.named(context, field, frame.subject().patientId());
            if (specimen == null) {
                continue;
            }
            if (!context.keys("Specimen").contains(specimen.getId())) {
                context.stub(specimen);
            }
            Reference reference = new Reference(specimen.getId());
            if (fields.size() == 1) {
                observation.setSpecimen(reference);
            } else {
                observation.addExtension(SPECIMEN, reference);
            }
        }
    }

    private static void extension(Observation observation, String url, Type value) {
        if (value != null) {
            observation.addExtension(url, value);
        }
    }

    private static CodeableConcept coded(Field field, String table) {
        String code = field.get(1);
        return code == null ? null : new CodeableConcept(new Coding(Cwe.table(table), Cwe.code(code), null));
    }

    /** OG (section 2A.3.50), of which older versions have the first component only. */
    private static Extension subId(Field field) {
        Extension subId = new Extension(SUB_ID);
        add(subId, "original-sub-identifier", field.get(1));
        for (int n = 2; n <= 3; n++) {
            String text = field.get(n);
            if (text != null && Numbers.decimal(text) != null) {
                subId.addExtension(n == 2 ? "group" : "sequence", new DecimalType(Numbers.decimal(text)));
            }
        }
        add(subId, "identifier", field.get(4));
        return subId;
    }

    private static void add(Extension to, String url, String text) {
        if (text != null) {
            to.addExtension(url, new StringType(text));
        }
    }
}
