package org.yilian.mappings.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yilian.mappings.Remark;

/**
 * A view of one segment that remembers what was read through it, so that everything present and not read can be
 * remarked ({@link #unread}). Not thread-safe; get a view of your own from {@link Er7Message#segments()}.
 */
public final class Segment {
    private static final long ALL = -1L;
    private static final int LAST_BIT = 63;

    private final Er7Message message;
    private final String name;
    private final int occurrence;
    private final int start;
    private final int end;
    /** {@code cuts[n]} is where field n begins; field n ends before {@code cuts[n + 1] - 1}. */
    private int[] cuts;

    private int last;
    private long[] readComponents;
    private long[] readRepetitions;
    /** First repetitions handed out before. */
    private Field[] firsts;

    Segment(Er7Message message, int start, int end, int occurrence) {
        this.message = message;
        this.start = start;
        this.end = end;
        this.occurrence = occurrence;
        this.name = message.text().substring(start, start + 3).intern();
    }

    public String name() {
        return name;
    }

    /** Counting segments of this name in the message from 1. */
    public int occurrence() {
        return occurrence;
    }

    public boolean is(String segmentName) {
        return name.equals(segmentName);
    }

    /** The first repetition of field {@code n} (from 1); an empty one when there is none. */
    public Field field(int n) {
        cut();
        if (n > last) {
            return new Field(this, n, 1, end, end);
        }
        Field first = firsts[n];
        if (first == null) {
            int from = cuts[n];
            first = new Field(this, n, 1, from, endOfRepetition(n, from, cuts[n + 1] - 1));
            firsts[n] = first;
        }
        return first;
    }

    /** All repetitions of field {@code n}, empty ones left out. */
    public List<Field> repetitions(int n) {
        cut();
        if (n > last || cuts[n] >= cuts[n + 1] - 1) {
            return List.of();
        }
        Field first = field(n);
        int to = cuts[n + 1] - 1;
        if (first.end() == to) {
            return List.of(first);
        }
        List<Field> all = new ArrayList<>(4);
        if (!first.isEmpty()) {
            all.add(first);
        }
        int from = first.end() + 1;
        for (int number = 2; from <= to; number++) {
            int stop = endOfRepetition(n, from, to);
            if (stop > from) {
                all.add(new Field(this, n, number, from, stop));
            }
            from = stop + 1;
        }
        return all;
    }

    /** Whether field {@code n} holds anything, {@code ""} included. */
    public boolean has(int n) {
        cut();
        return n <= last && cuts[n] < cuts[n + 1] - 1;
    }

    /** Whether the sender asks to delete field {@code n}: it is {@code ""}. That counts as reading it. */
    public boolean isNull(int n) {
        return has(n) && field(n).isNull();
    }

    /** The first component of the first repetition, unescaped; null when empty or {@code ""}. */
    public String get(int n) {
        return has(n) ? field(n).get(1) : null;
    }

    /** Marks fields as understood although nothing of theirs is kept, such as set ids. */
    public void skip(int... fields) {
        cut();
        for (int n : fields) {
            if (n <= last) {
                readComponents[n] = ALL;
                readRepetitions[n] = ALL;
            }
        }
    }

    /** Place of a field or of its part in the words of {@link Remark#location()}; 0 leaves a part out. */
    public String location(int field, int repetition, int component) {
        StringBuilder place = new StringBuilder(16).append(name);
        if (occurrence > 1) {
            place.append('[').append(occurrence).append(']');
        }
        if (field > 0) {
            place.append('-').append(field);
        }
        if (repetition > 0) {
            place.append('[').append(repetition).append(']');
        }
        if (component > 0) {
            place.append('.').append(component);
        }
        return place.toString();
    }

    /** Adds one remark for each field, repetition or component that is present and was not read. */
    void unread(List<Remark> remarks) {
        if (cuts == null) {
            remarks.add(RemarkCode.SEGMENT_NOT_USED.at(location(0, 0, 0)));
            return;
        }
        for (int n = 1; n <= last; n++) {
            if (cuts[n] < cuts[n + 1] - 1 && readComponents[n] != ALL) {
                unread(n, remarks);
            }
        }
    }

    private void unread(int n, List<Remark> remarks) {
        if (readRepetitions[n] == 0) {
            remarks.add(RemarkCode.FIELD_NOT_USED.at(location(n, 0, 0)));
            return;
        }
        List<Field> all = repetitions(n);
        for (Field repetition : all) {
            int number = repetition.repetition();
            if ((readRepetitions[n] & 1L << Math.min(number, LAST_BIT)) == 0) {
                remarks.add(RemarkCode.FIELD_NOT_USED.at(location(n, number, 0)));
            } else {
                repetition.unread(readComponents[n], remarks);
            }
        }
    }

    Er7Message message() {
        return message;
    }

    void read(int field, int repetition, int component) {
        if (field <= last) {
            readRepetitions[field] |= 1L << Math.min(repetition, LAST_BIT);
            readComponents[field] |= component == 0 ? ALL : 1L << Math.min(component, LAST_BIT);
        }
    }

    private int endOfRepetition(int n, int from, int to) {
        if (n <= 2 && is("MSH")) {
            return to;
        }
        return scan(message.delimiters().repetition(), from, to);
    }

    private void cut() {
        if (cuts != null) {
            return;
        }
        char separator = message.delimiters().field();
        int[] found = new int[24];
        int fields = 0;
        int from = start + 3;
        if (is("MSH")) {
            // MSH-1 is the separator itself and MSH-2 follows it at once; field 1 therefore reads as empty.
            found[1] = from;
            found[2] = from + 1;
            fields = 2;
            from = scan(separator, from + 1, end);
        }
        while (from < end) {
            if (fields + 3 > found.length) {
                found = Arrays.copyOf(found, 2 * found.length);
            }
            found[++fields] = from + 1;
            from = scan(separator, from + 1, end);
        }
        found[fields + 1] = end + 1;
        cuts = found;
        last = fields;
        readComponents = new long[fields + 1];
        readRepetitions = new long[fields + 1];
        firsts = new Field[fields + 1];
    }

    /** Where {@code wanted} is between {@code from} and {@code to}, else {@code to}; never looks further. */
    int scan(char wanted, int from, int to) {
        char[] text = message.characters();
        for (int i = from; i < to; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return to;
    }
}
