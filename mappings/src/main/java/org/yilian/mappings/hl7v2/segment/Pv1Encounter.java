package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * PV1 (HL7 v2.8 section 3.4.3) to Encounter, after the guide's map PV1[Encounter]. The status comes from the trigger
 * event, not from here.
 */
public final class Pv1Encounter {
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final MessageContext context;
    private final Segment pv1;
    private final Snapshot snapshot;
    private final Encounter encounter;

    private Pv1Encounter(MessageContext context, Segment pv1, Visit visit, String patientId) {
        this.context = context;
        this.pv1 = pv1;
        this.snapshot = new Snapshot(context, pv1);
        this.encounter = context.own(new Encounter(), visit.logicalId());
        encounter.addIdentifier(visit.identifier());
        encounter.setSubject(MessageContext.reference("Patient", patientId));
        encounter.setServiceProvider(context.facilityOrganization());
    }

    /** A resource with its write still open: the trigger event adds the status. */
    public static Pv1Encounter read(MessageContext context, Segment pv1, Visit visit, String patientId) {
        Pv1Encounter reading = new Pv1Encounter(context, pv1, visit, patientId);
        reading.fill();
        return reading;
    }

    /** What a message about something else, or one that leaves the status alone, needs to refer to. */
    public static Encounter stub(MessageContext context, Segment pv1, Visit visit, String patientId) {
        Encounter stub = read(context, pv1, visit, patientId).encounter();
        stub.setStatus(EncounterStatus.UNKNOWN);
        if (!stub.hasClass_()) {
            stub.setClass_(unknownClass());
        }
        return stub;
    }

    public Encounter encounter() {
        return encounter;
    }

    /** Notes that an element is deleted by what the trigger event means. */
    public void clear(String element) {
        snapshot.cleared().add(element);
    }

    public ResourceWrite write(Instant asOf) {
        return snapshot.write(encounter, asOf);
    }

    private void fill() {
        pv1.skip(1);
        patientClass();
        location(3, EncounterLocationStatus.ACTIVE);
        location(6, EncounterLocationStatus.COMPLETED);
        location(11, EncounterLocationStatus.ACTIVE);
        location(42, EncounterLocationStatus.RESERVED);
        snapshot.each(4, "type", field -> add(encounter.getType(), Cwe.concept(context, field, "admission-type")));
        participants(7, "ATND");
        participants(8, "REF");
        participants(9, "CON");
        participants(17, "ADM");
        participants(52, "PART");
        snapshot.each(10, "serviceType", field -> encounter.setServiceType(Cwe.concept(context, field, "department")));
        hospitalization();
        period();
        if (context.profile().visitNumber() != org.yilian.mappings.hl7v2.FacilityProfile.VisitNumber.PV1_50) {
            Identifier alternate = Visit.other(context, pv1.field(50), "visit-alternate");
            if (alternate != null) {
                encounter.addIdentifier(alternate);
            }
        }
    }

    private void patientClass() {
        String code = Cwe.code(pv1.get(2));
        if (code == null) {
            return;
        }
        String known = context.profile().patientClasses().get(code.toUpperCase(Locale.ROOT));
        Coding coding = new Coding();
        if (known != null) {
            coding.setSystem(ACT_CODE).setCode(known);
        } else {
            coding.setSystem(Uris.codes(context.profile().facility(), "patient-class"))
                    .setCode(code);
        }
        encounter.setClass_(coding);
    }

    private static Coding unknownClass() {
        return new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", null);
    }

    private void location(int n, EncounterLocationStatus status) {
        snapshot.each(n, "location", field -> {
            Reference place = Pl.location(context, field);
            if (place != null) {
                encounter.addLocation().setLocation(place).setStatus(status);
            }
        });
    }

    private void participants(int n, String type) {
        if (pv1.isNull(n)) {
            snapshot.clear("participant");
            return;
        }
        for (Reference person : Xcn.practitioners(context, pv1, n)) {
            var participant = encounter.addParticipant();
            participant.addType().addCoding().setSystem(PARTICIPATION).setCode(type);
            participant.setIndividual(person);
        }
    }

    private void hospitalization() {
        Encounter.EncounterHospitalizationComponent stay = new Encounter.EncounterHospitalizationComponent();
        Identifier before = Visit.other(context, pv1.field(5), "preadmit");
        if (before != null) {
            stay.setPreAdmissionIdentifier(before);
        }
        stay.setReAdmission(first(13, "readmission"));
        stay.setAdmitSource(first(14, "admit-source"));
        for (Field field : pv1.repetitions(15)) {
            add(stay.getSpecialArrangement(), Cwe.concept(context, field, "ambulatory-status"));
        }
        for (Field field : pv1.repetitions(16)) {
            add(stay.getSpecialCourtesy(), Cwe.concept(context, field, "vip"));
        }
        for (Field field : pv1.repetitions(38)) {
            add(stay.getDietPreference(), Cwe.concept(context, field, "diet"));
        }
        stay.setDischargeDisposition(first(36, "discharge-disposition"));
        String destination = pv1.has(37) ? pv1.field(37).get(1, 1) : null;
        if (destination != null) {
            stay.setDestination(new Reference().setDisplay(destination));
        }
        if (!stay.isEmpty()) {
            encounter.setHospitalization(stay);
        }
    }

    private CodeableConcept first(int n, String kind) {
        return pv1.has(n) ? Cwe.concept(context, pv1.field(n), kind) : null;
    }

    private void period() {
        Dtm from = Dtm.of(context, pv1.field(44));
        Dtm to = Dtm.of(context, pv1.field(45));
        if (from != null || to != null) {
            Period period = Cx.period(from, to);
            encounter.setPeriod(period);
        }
        if (pv1.isNull(45)) {
            snapshot.clear("period.end");
        }
    }

    private static void add(List<CodeableConcept> all, CodeableConcept concept) {
        if (concept != null) {
            all.add(concept);
        }
    }
}
