package org.yilian.mappings.hl7v2;

import java.util.List;
import org.yilian.mappings.Remark;

/**
 * One repetition of one field. Values are cut and unescaped when asked for; asking counts as reading for
 * {@link Segment#unread}. A value that is empty or {@code ""} comes back as null.
 */
public final class Field {
    private final Segment segment;
    private final int number;
    private final int repetition;
    private final int start;
    private final int end;

    Field(Segment segment, int number, int repetition, int start, int end) {
        this.segment = segment;
        this.number = number;
        this.repetition = repetition;
        this.start = start;
        this.end = end;
    }

    public Segment segment() {
        return segment;
    }

    public int number() {
        return number;
    }

    /** From 1. */
    public int repetition() {
        return repetition;
    }

    public boolean isEmpty() {
        return start >= end;
    }

    /** Whether it is {@code ""}, the request to delete; that counts as reading it. */
    public boolean isNull() {
        boolean isNull = isNull(start, end);
        if (isNull) {
            segment.read(number, repetition, 0);
        }
        return isNull;
    }

    /** The whole repetition, separators included, unescaped. */
    public String text() {
        segment.read(number, repetition, 0);
        return value(start, end);
    }

    /** The whole repetition as sent, escapes included, for comparing; does not count as reading. Null when empty. */
    public String raw() {
        return isEmpty() ? null : segment.message().text().substring(start, end);
    }

    /** Component {@code n} (from 1), with subcomponent separators left in it. */
    public String get(int n) {
        segment.read(number, repetition, n);
        int from = begin(n);
        return from < 0 ? null : value(from, segment.scan(component(), from, end));
    }

    /** Subcomponent {@code m} of component {@code n}, both from 1. */
    public String get(int n, int m) {
        segment.read(number, repetition, n);
        int from = begin(n);
        if (from < 0) {
            return null;
        }
        int to = segment.scan(component(), from, end);
        char subcomponent = segment.message().delimiters().subcomponent();
        for (int i = 1; i < m; i++) {
            from = segment.scan(subcomponent, from, to) + 1;
            if (from > to) {
                return null;
            }
        }
        return value(from, segment.scan(subcomponent, from, to));
    }

    /** Whether component {@code n} holds anything; does not count as reading. */
    public boolean has(int n) {
        int from = begin(n);
        return from >= 0 && segment.scan(component(), from, end) > from;
    }

    /** How many components there are, trailing empty ones included. */
    public int components() {
        int found = isEmpty() ? 0 : 1;
        for (int at = segment.scan(component(), start, end); at < end; at = segment.scan(component(), at + 1, end)) {
            found++;
        }
        return found;
    }

    /** Where it stands; 0 for the whole repetition. The first of several repetitions and a lone one look the same. */
    public String location(int component) {
        return segment.location(number, repetition > 1 || component > 0 ? repetition : 0, component);
    }

    void unread(long readComponents, List<Remark> remarks) {
        int n = 1;
        for (int from = start; from <= end; n++) {
            int to = segment.scan(component(), from, end);
            boolean read = (readComponents & 1L << Math.min(n, 63)) != 0;
            if (!read && to > from && !isNull(from, to)) {
                remarks.add(RemarkCode.FIELD_NOT_USED.at(segment.location(number, repetition, n)));
            }
            from = to + 1;
        }
    }

    private char component() {
        return segment.message().delimiters().component();
    }

    private int begin(int n) {
        int from = start;
        for (int i = 1; i < n; i++) {
            from = segment.scan(component(), from, end) + 1;
            if (from > end) {
                return -1;
            }
        }
        return from;
    }

    private boolean isNull(int from, int to) {
        String text = segment.message().text();
        return to - from == 2 && text.charAt(from) == '"' && text.charAt(from + 1) == '"';
    }

    private String value(int from, int to) {
        if (from >= to || isNull(from, to)) {
            return null;
        }
        String value = Escapes.decode(segment.message(), from, to).strip();
        return value.isEmpty() ? null : value;
    }
}
