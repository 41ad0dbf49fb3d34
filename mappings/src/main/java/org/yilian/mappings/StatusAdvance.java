package org.yilian.mappings;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * How far an order and its fulfilment have come, and that they do not go back: an order that is done stays done when the
 * message that placed it arrives late. Holds for ServiceRequest and Task, whose states several systems report, each in
 * messages of its own.
 */
public final class StatusAdvance {
    private static final List<String> STATE = List.of("status", "statusReason", "businessStatus");

    private StatusAdvance() {}

    /** Whether a MERGE leaves this element as it is stored, because it would set back what is further already. */
    static boolean keeps(Resource stored, Resource said, String element) {
        if (!STATE.contains(element) || !(said instanceof ServiceRequest || said instanceof Task)) {
            return false;
        }
        String to = status(said);
        return to != null && rank(said.fhirType(), to) < rank(said.fhirType(), status(stored));
    }

    /**
     * What {@link ResourceWrite.Mode#ADVANCE} makes of a stored resource: its status, and what is said about it, if that
     * goes on, and the identifiers of systems of which it has none.
     */
    static Resource apply(Resource stored, Resource said) {
        Resource result = stored.copy();
        String from = status(stored);
        String to = status(said);
        if (to != null && !to.equals(from) && goesOn(stored.fhirType(), from, to)) {
            for (String element : STATE) {
                values(said, element).forEach(value -> result.setProperty(element, value));
            }
        }
        for (Base each : values(said, "identifier")) {
            String system = ((Identifier) each).getSystem();
            if (values(stored, "identifier").stream()
                    .noneMatch(known -> system.equals(((Identifier) known).getSystem()))) {
                result.setProperty("identifier", each);
            }
        }
        result.getMeta().setSource(said.getMeta().getSource());
        return result;
    }

    /** Everything that ADVANCE can change of a stored resource, as text. */
    public static String said(Resource resource) {
        StringBuilder text = new StringBuilder(resource.getId()).append('|').append(status(resource));
        for (Base each : values(resource, "identifier")) {
            Identifier identifier = (Identifier) each;
            text.append('|').append(identifier.getSystem()).append('|').append(identifier.getValue());
        }
        return text.toString();
    }

    /** Between states of equal rank only a hold is news: that work goes on is what everybody assumes. */
    private static boolean goesOn(String type, String from, String to) {
        int before = rank(type, from);
        int after = rank(type, to);
        return after > before || after == before && !to.equals("active");
    }

    static String status(Resource resource) {
        List<Base> values = values(resource, "status");
        return values.isEmpty() ? null : ((PrimitiveType<?>) values.get(0)).getValueAsString();
    }

    private static List<Base> values(Resource resource, String name) {
        Property property = resource.getNamedProperty(name);
        return property == null ? List.of() : property.getValues();
    }

    private static int rank(String type, String status) {
        if (status == null) {
            return 0;
        }
        return switch (type) {
            case "ServiceRequest" ->
                switch (status) {
                    case "active", "on-hold" -> 1;
                    case "completed", "revoked", "entered-in-error" -> 2;
                    default -> 0;
                };
            case "Task" ->
                switch (status) {
                    case "requested" -> 1;
                    case "received" -> 2;
                    case "accepted", "ready" -> 3;
                    case "in-progress", "on-hold" -> 4;
                    case "completed", "rejected", "failed", "cancelled", "entered-in-error" -> 5;
                    default -> 0;
                };
            default -> 0;
        };
    }
}
