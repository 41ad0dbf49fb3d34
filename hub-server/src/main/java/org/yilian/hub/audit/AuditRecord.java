package org.yilian.hub.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is written of an {@link Access}. Its text is what the chain is computed over, so the order of its keys is part of
 * the format; a key may be added at the end, none may go.
 */
@JsonPropertyOrder({
    "at",
    "door",
    "action",
    "interaction",
    "outcome",
    "type",
    "agent",
    "facility",
    "user",
    "resources",
    "patients",
    "query",
    "app",
    "times",
    "address",
    "token",
    "purpose",
    "roles"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record AuditRecord(
        String at,
        String door,
        String action,
        String interaction,
        String outcome,
        String type,
        String agent,
        String facility,
        Boolean user,
        List<String> resources,
        List<String> patients,
        String query,
        String app,
        Long times,
        String address,
        String token,
        String purpose,
        List<String> roles) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_QUERY = 8_000;
    private static final int MOST_REFERENCES = 2_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    AuditRecord {
        agent = agent == null ? "" : agent;
        resources = resources == null ? List.of() : resources;
        patients = patients == null ? List.of() : patients;
        roles = roles == null ? List.of() : roles;
    }

    /** Everything is cut to what a row can hold: a record that does not fit would hold up all after it. */
    static AuditRecord of(Access access, Instant at) {
        return new AuditRecord(
                at.truncatedTo(ChronoUnit.MICROS).toString(),
                access.door().name(),
                access.action().code(),
                fitting(access.interaction(), LONGEST_NAME),
                access.outcome().code(),
                fitting(access.type(), LONGEST_NAME),
                fitting(access.caller().name(), LONGEST_NAME),
                fitting(access.caller().facility(), 64),
                access.caller().isUser() ? Boolean.TRUE : null,
                fitting(access.resources()),
                fitting(access.patients()),
                fitting(access.query(), LONGEST_QUERY),
                fitting(access.caller().app(), LONGEST_NAME),
                null,
                fitting(access.origin().address(), LONGEST_NAME),
                fitting(access.origin().token(), LONGEST_NAME),
                access.caller().known() ? access.caller().purpose().name() : null,
                access.caller().roles().stream().sorted().toList());
    }

    /** The same as the number of accesses that an earlier record, of this text without it, stood for. */
    AuditRecord standingFor(long number) {
        return new AuditRecord(
                at,
                door,
                action,
                interaction,
                outcome,
                type,
                agent,
                facility,
                user,
                resources,
                patients,
                query,
                app,
                number,
                address,
                token,
                purpose,
                roles);
    }

    private static String fitting(String text, int longest) {
        if (text == null) {
            return null;
        }
        String printable = CONTROL.matcher(text).replaceAll("?");
        return printable.length() > longest ? printable.substring(0, longest) : printable;
    }

    private static List<String> fitting(List<String> references) {
        return references.stream()
                .limit(MOST_REFERENCES)
                .map(reference -> fitting(reference, LONGEST_NAME))
                .distinct()
                .toList();
    }

    static AuditRecord parse(String text) {
        try {
            return JSON.readValue(text, AuditRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a record of the audit trail");
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit record of plain strings", e);
        }
    }

    Instant instant() {
        return Instant.parse(at);
    }
}
