package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.change.Whereabouts;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * PV1 (HL7 v2.8 section 3.4.3) to Encounter, after the guide's map PV1[Encounter]. The status comes from the trigger
 * event, not from here.
 */
public final class Pv1Encounter {
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String DESCRIPTION = "http://hl7.org/fhir/StructureDefinition/resource-instance-description";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final MessageContext context;
    private final Segment pv1;
    private final Snapshot snapshot;
    private final Encounter encounter;
    private final Whereabouts.Event event;
    private final Dtm time;

    private Pv1Encounter(
            MessageContext context, Segment pv1, Visit visit, String patientId, Whereabouts.Event event, Dtm time) {
        this.context = context;
        this.pv1 = pv1;
        this.event = event;
        this.time = time;
        this.snapshot = new Snapshot(context, pv1);
        this.encounter = context.own(new Encounter(), visit.logicalId());
        encounter.addIdentifier(visit.identifier());
        encounter.setSubject(MessageContext.reference("Patient", patientId));
        encounter.setServiceProvider(context.facilityOrganization());
    }

    /**
     * A resource with its write still open: the trigger event adds the status.
     *
     * @param event what it means for where the patient is
     * @param time of the event; null when the message does not say
     */
    public static Pv1Encounter read(
            MessageContext context, Segment pv1, Visit visit, String patientId, Whereabouts.Event event, Dtm time) {
        Pv1Encounter reading = new Pv1Encounter(context, pv1, visit, patientId, event, time);
        reading.fill();
        return reading;
    }

    /** What a message about something else needs to refer to. */
    public static Encounter stub(MessageContext context, Segment pv1, Visit visit, String patientId) {
        return read(context, pv1, visit, patientId, Whereabouts.Event.STATED, null)
                .stub();
    }

    /** What R4 requires and a message that leaves the status alone does not say, for when the visit is new. */
    public Encounter stub() {
        Encounter stub = encounter.copy();
        stub.setStatus(EncounterStatus.UNKNOWN);
        if (!stub.hasClass_()) {
            stub.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", null));
        }
        return stub;
    }

    public Encounter encounter() {
        return encounter;
    }

    /** Notes that an element is deleted by what the trigger event means. */
    public void clear(String element) {
        snapshot.remove(element);
    }

    public ResourceWrite write(Instant asOf) {
        return snapshot.write(encounter, asOf).with(new Whereabouts(event, when()));
    }

    /** Where what becomes of the stored places depends on it; a discharge says it in PV1-45 as well. */
    private String when() {
        return switch (event) {
            case LEFT ->
                encounter.getPeriod().hasEnd()
                        ? encounter.getPeriod().getEndElement().getValueAsString()
                        : fhir();
            case ARRIVED, MOVE_CANCELLED, TRACKING_CANCELLED -> fhir();
            default -> null;
        };
    }

    private String fhir() {
        return time == null ? null : time.fhir();
    }

    private void fill() {
        pv1.skip(1);
        patientClass();
        new Pv1Locations(context, pv1, event, time, encounter).fill();
        snapshot.each(4, "type", field -> add(encounter.getType(), Cwe.concept(context, field, "admission-type")));
        participants(7, "ATND");
        participants(8, "REF");
        participants(9, "CON");
        participants(17, "ADM");
        participants(52, "PART");
        episode();
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

    /** PV1-53 and PV1-54. Without a number it is no episode that anybody could find again. */
    private void episode() {
        Identifier number = Visit.other(context, pv1.field(54), "episode");
        if (number == null) {
            return;
        }
        EpisodeOfCare episode =
                context.own(new EpisodeOfCare(), context.id("EpisodeOfCare", number.getSystem(), number.getValue()));
        episode.addIdentifier(number);
        episode.setStatus(EpisodeOfCare.EpisodeOfCareStatus.ACTIVE);
        episode.setPatient(encounter.getSubject().copy());
        String description = pv1.get(53);
        if (description != null) {
            episode.addExtension(DESCRIPTION, new StringType(description));
        }
        context.stub(episode);
        encounter.addEpisodeOfCare(new Reference(episode.getId()));
    }

    private void participants(int n, String type) {
        snapshot.absent(n, "participant[" + type + "]");
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
        stay.setReAdmission(first(13, "reAdmission", "readmission"));
        stay.setAdmitSource(first(14, "admitSource", "admit-source"));
        snapshot.each(
                15,
                "hospitalization.specialArrangement",
                field -> add(stay.getSpecialArrangement(), Cwe.concept(context, field, "ambulatory-status")));
        snapshot.each(
                16,
                "hospitalization.specialCourtesy",
                field -> add(stay.getSpecialCourtesy(), Cwe.concept(context, field, "vip")));
        snapshot.each(
                38,
                "hospitalization.dietPreference",
                field -> add(stay.getDietPreference(), Cwe.concept(context, field, "diet")));
        stay.setDischargeDisposition(first(36, "dischargeDisposition", "discharge-disposition"));
        String destination = pv1.has(37) ? pv1.field(37).get(1, 1) : null;
        if (destination != null) {
            stay.setDestination(new Reference().setDisplay(destination));
        }
        if (!stay.isEmpty()) {
            encounter.setHospitalization(stay);
        }
    }

    private CodeableConcept first(int n, String element, String kind) {
        snapshot.absent(n, "hospitalization." + element);
        return pv1.has(n) ? Cwe.concept(context, pv1.field(n), kind) : null;
    }

    private void period() {
        Dtm from = Dtm.of(context, pv1.field(44));
        Dtm to = Dtm.of(context, pv1.field(45));
        if (from != null || to != null) {
            Period period = Cx.period(from, to);
            encounter.setPeriod(period);
        }
        snapshot.absent(44, "period.start");
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
