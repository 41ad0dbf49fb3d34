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
    private StatusAdvance() {}

    static boolean holdsFor(Resource resource) {
        return resource instanceof ServiceRequest || resource instanceof Task;
    }

    /** Whether a resource of this type in state {@code from} can become {@code to} by a newer fact. */
    static boolean allows(String type, String from, String to) {
        return rank(type, to) >= rank(type, from);
    }

    /**
     * What {@link ResourceWrite.Mode#ADVANCE} makes of a stored resource: its status if that goes on, and the identifiers
     * of systems of which it has none.
     */
    static Resource apply(Resource stored, Resource said) {
        Resource result = stored.copy();
        String from = status(stored);
        String to = status(said);
        if (to != null && !to.equals(from) && goesOn(stored.fhirType(), from, to)) {
            result.setProperty(
                    "status", said.getNamedProperty("status").getValues().get(0));
        }
        for (Base each : values(said, "identifier")) {
            String system = ((Identifier) each).getSystem();
            if (values(stored, "identifier").stream()
                    .noneMatch(known -> system.equals(((Identifier) known).getSystem()))) {
                result.setProperty("identifier", each);
            }
        }
        result.setMeta(said.getMeta().copy());
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
