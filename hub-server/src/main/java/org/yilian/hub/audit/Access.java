package org.yilian.hub.audit;

import java.util.List;
import java.util.Objects;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * One use of one door.
 *
 * @param interaction word of <a href="https://hl7.org/fhir/R4/valueset-type-restful-interaction.html">restful
 *     interaction</a> ({@code read}, {@code search-type}, ...), or a word of the door's own ({@code login}, {@code c-move})
 * @param type FHIR resource type that was asked for, or null
 * @param resources what was touched, as {@code Observation/h001-...} or {@code urn:oid:<study UID>}; logical ids only,
 *     never a patient's number
 * @param patients logical ids of the patients touched, as {@code Patient/h001-...}
 * @param query what was asked, as it was asked; kept here and nowhere else, null if there was no query
 * @param origin the way the caller came
 */
public record Access(
        Caller caller,
        Door door,
        Action action,
        String interaction,
        String type,
        List<String> resources,
        List<String> patients,
        String query,
        Outcome outcome,
        Origin origin) {

    public Access {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(door);
        Objects.requireNonNull(action);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(origin);
        resources = List.copyOf(resources);
        patients = List.copyOf(patients);
    }

    /** By the request this thread works for. */
    public Access(
            Caller caller,
            Door door,
            Action action,
            String interaction,
            String type,
            List<String> resources,
            List<String> patients,
            String query,
            Outcome outcome) {
        this(caller, door, action, interaction, type, resources, patients, query, outcome, Origin.current());
    }

    /** Something was read and found. */
    public static Access read(Door door, String type, List<String> resources, List<String> patients) {
        return new Access(
                Caller.current(), door, Action.READ, "read", type, resources, patients, null, Outcome.SUCCESS);
    }

    /** Something was asked, and these are in the answer. */
    public static Access query(Door door, String type, String query, List<String> resources, List<String> patients) {
        return new Access(
                Caller.current(), door, Action.EXECUTE, "search", type, resources, patients, query, Outcome.SUCCESS);
    }

    /** The same by somebody else: for doors that know their callers themselves. */
    public Access by(Caller other) {
        return new Access(other, door, action, interaction, type, resources, patients, query, outcome, origin);
    }

    /** The same over a connection of another protocol. */
    public Access from(Origin other) {
        return new Access(caller, door, action, interaction, type, resources, patients, query, outcome, other);
    }

    public Access as(Action other, String word) {
        return new Access(caller, door, other, word, type, resources, patients, query, outcome, origin);
    }

    public Access ending(Outcome other) {
        return new Access(caller, door, action, interaction, type, resources, patients, query, other, origin);
    }

    /** <a href="https://hl7.org/fhir/R4/valueset-audit-event-action.html">AuditEvent.action</a>. */
    public enum Action {
        CREATE("C"),
        READ("R"),
        UPDATE("U"),
        DELETE("D"),
        /** Searches and operations too. */
        EXECUTE("E");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** <a href="https://hl7.org/fhir/R4/valueset-audit-event-outcome.html">AuditEvent.outcome</a>. */
    public enum Outcome {
        SUCCESS("0"),
        /** The request could not be done as it was. */
        FAILED("4"),
        /** Somebody wanted what is not theirs. */
        DENIED("8"),
        /** The hub could not. */
        ERROR("12");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
