package org.yilian.mappings.hl7v2;

import java.util.Arrays;
import java.util.List;
import org.yilian.mappings.Remark;

/**
 * One repetition of one field. Values are cut and unescaped when asked for; asking counts as reading for
 * {@link Segment#unread}. A value that is empty or {@code ""} comes back as null.
 */
public final class Field {
    private static final long ALL = -1L;
    private static final int LAST_BIT = 63;

    private final Segment segment;
    private final int number;
    private final int repetition;
    private final int start;
    private final int end;
    /** {@code cuts[n - 1]} is where component n begins; it ends before {@code cuts[n] - 1}. Null until asked for. */
    private int[] cuts;

    private int components;
    /** A bit for each component that was asked for, the last one for all from there on. */
    private long read;

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
            read(0);
        }
        return isNull;
    }

    /** Where component {@code n}, which must be there, begins and ends in the text of the message. */
    List<Integer> bounds(int n) {
        return n > components() ? List.of(end, end) : List.of(cuts[n - 1], cuts[n] - 1);
    }

    /** The whole repetition, separators included, unescaped. */
    public String text() {
        read(0);
        return value(start, end);
    }

    /** The whole repetition as sent, escapes included, for comparing; does not count as reading. Null when empty. */
    public String raw() {
        return isEmpty() ? null : segment.message().text().substring(start, end);
    }

    /** Component {@code n} (from 1), with subcomponent separators left in it. */
    public String get(int n) {
        read(n);
        return n > components() ? null : value(cuts[n - 1], cuts[n] - 1);
    }

    /** Component {@code n} as sent, for comparing; does not count as reading. Empty when there is none. */
    public String component(int n) {
        return n > components() ? "" : segment.message().text().substring(cuts[n - 1], cuts[n] - 1);
    }

    /** Subcomponent {@code m} of component {@code n}, both from 1. */
    public String get(int n, int m) {
        read(n);
        if (n > components()) {
            return null;
        }
        int from = cuts[n - 1];
        int to = cuts[n] - 1;
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
        return n <= components() && cuts[n] - 1 > cuts[n - 1];
    }

    /** How many components there are, trailing empty ones included. */
    public int components() {
        if (cuts == null) {
            cut();
        }
        return components;
    }

    private void cut() {
        char separator = segment.message().delimiters().component();
        int[] found = new int[16];
        int count = 0;
        if (!isEmpty()) {
            for (int from = start; from <= end; ) {
                if (count + 2 > found.length) {
                    found = Arrays.copyOf(found, 2 * found.length);
                }
                found[count++] = from;
                from = segment.scan(separator, from, end) + 1;
            }
            found[count] = end + 1;
        }
        cuts = found;
        components = count;
    }

    /** Where it stands; 0 for the whole repetition. The first of several repetitions and a lone one look the same. */
    public String location(int component) {
        return segment.location(number, repetition > 1 || component > 0 ? repetition : 0, component);
    }

    private void read(int component) {
        read |= component == 0 ? ALL : 1L << Math.min(component, LAST_BIT);
    }

    boolean isRead() {
        return read != 0;
    }

    void unread(List<Remark> remarks) {
        for (int n = 1; n <= components(); n++) {
            int from = cuts[n - 1];
            int to = cuts[n] - 1;
            boolean asked = (read & 1L << Math.min(n, LAST_BIT)) != 0;
            if (!asked && to > from && !isNull(from, to)) {
                remarks.add(RemarkCode.FIELD_NOT_USED.at(segment.location(number, repetition, n)));
            }
        }
    }

    private boolean isNull(int from, int to) {
        if (to - from != 2) {
            return false;
        }
        char[] text = segment.message().characters();
        return text[from] == '"' && text[from + 1] == '"';
    }

    private String value(int from, int to) {
        if (from >= to || isNull(from, to)) {
            return null;
        }
        String value = Escapes.decode(segment.message(), from, to).strip();
        return value.isEmpty() ? null : value;
    }
}
