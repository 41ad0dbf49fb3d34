package org.yilian.mappings.hl7v2.result;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * PRT (HL7 v2.8 section 7.4.4) behind OBR or OBX, after the rows of the guide's map ORU_R01. A participation that the
 * sender deletes (PRT-2 is D) and roles that have no place in the resource stay unread, and so are remarked.
 */
final class Participants {
    private static final String FUNCTION = "http://hl7.org/fhir/StructureDefinition/event-performerFunction";
    private static final String LOCATION = "http://hl7.org/fhir/StructureDefinition/event-location";

    private Participants() {}

    /** What a performer did, a code of v3-ParticipationType. */
    static void function(Reference performer, String code) {
        if (performer != null) {
            performer.addExtension(
                    FUNCTION,
                    new CodeableConcept(
                            new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code, null)));
        }
    }

    static void ofReport(MessageContext context, List<Segment> participants, DiagnosticReport report) {
        for (Segment prt : participants) {
            String role = isSaid(prt) ? role(context, prt) : null;
            List<Reference> place =
                    switch (role == null ? "" : role) {
                        case "ARI", "PRI" -> report.getResultsInterpreter();
                        case "TN", "TR" -> report.getPerformer();
                        default -> null;
                    };
            if (place == null) {
                continue;
            }
            common(prt);
            for (Reference person : Xcn.practitioners(context, prt, 5)) {
                function(person, role.equals("TN") ? "SPRF" : role.equals("TR") ? "TRANS" : null, place);
            }
        }
    }

    /** OP is who ordered: mostly once more than in OBR-16. */
    static void ofOrder(MessageContext context, OrderGroup group, ServiceRequest order) {
        for (Segment prt : group.participants()) {
            boolean orders = isSaid(prt) && "OP".equals(role(context, prt));
            boolean again = orders
                    && Objects.equals(prt.field(5).raw(), group.obr().field(16).raw());
            if (!again && (!orders || order.hasRequester())) {
                continue;
            }
            common(prt);
            if (again) {
                prt.skip(5);
                continue;
            }
            List<Reference> people = Xcn.practitioners(context, prt, 5);
            order.setRequester(people.isEmpty() ? null : people.get(0));
        }
    }

    private static void function(Reference person, String code, List<Reference> place) {
        if (code != null) {
            function(person, code);
        }
        place.add(person);
    }

    /** People become performers; a device or a place is the Observation's when it has none. */
    static void ofResult(MessageContext context, List<Segment> participants, Observation observation) {
        for (Segment prt : participants) {
            if (!isSaid(prt)) {
                continue;
            }
            common(prt);
            for (Reference person : Xcn.practitioners(context, prt, 5)) {
                observation.addPerformer(person);
            }
            if (prt.has(9)) {
                Reference place = Pl.location(context, prt.field(9));
                if (place != null) {
                    observation.addExtension(LOCATION, place);
                }
            }
            if (!observation.hasDevice()) {
                device(context, prt, observation);
            }
        }
    }

    private static void device(MessageContext context, Segment prt, Observation observation) {
        for (Field field : prt.repetitions(10)) {
            Reference device = Devices.reference(context, field);
            if (device != null) {
                observation.setDevice(device);
                return;
            }
        }
    }

    private static void common(Segment prt) {
        prt.skip(1, 2); // the sender's number of the participation, and that it is told at all
        prt.field(4).text();
    }

    /** The code in PRT-4, which counts as read only when somebody takes the participation up. */
    private static String role(MessageContext context, Segment prt) {
        String raw = prt.field(4).raw();
        int end = raw == null ? -1 : raw.indexOf(context.message().delimiters().component());
        return raw == null || end < 0 ? raw : raw.substring(0, end);
    }

    private static boolean isSaid(Segment prt) {
        return !"D".equals(prt.field(2).raw());
    }
}
