package org.yilian.mappings;

import java.util.Objects;

/**
 * Something a person may want to know about one translated message. Never holds patient data: code and text are fixed,
 * the place says where to look in the kept original.
 *
 * @param severity INFO: nothing is lost that we know how to keep; WARNING: something was assumed or could not be kept as
 *     a value of its type; ERROR: a part or all of the message has no result
 * @param code stable upper-case word, for example {@code FIELD_NOT_USED}
 * @param location v2 location: segment, occurrence of that segment from the second on, field, repetition, component, as
 *     in {@code PID-3[1].4}, {@code OBX[2]-5} or {@code ZPI}; empty when the remark is about the whole message
 * @param text fixed English sentence that belongs to the code
 */
public record Remark(Severity severity, String code, String location, String text) {
    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public Remark {
        Objects.requireNonNull(severity);
        Objects.requireNonNull(code);
        Objects.requireNonNull(location);
        Objects.requireNonNull(text);
    }
}
