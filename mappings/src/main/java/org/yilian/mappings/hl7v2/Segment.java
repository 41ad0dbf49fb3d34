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
    private final Er7Message message;
    private final String name;
    private final int occurrence;
    private final int start;
    private final int end;
    /** {@code cuts[n]} is where field n begins; field n ends before {@code cuts[n + 1] - 1}. */
    private int[] cuts;

    private int last;
    /** Repetitions by field, empty ones among them; null until asked for. They know what was read of them. */
    private Field[][] repetitions;

    private boolean[] skipped;

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

    /** The whole segment as sent; does not count as reading. */
    public String raw() {
        return message.text().substring(start, end);
    }

    /** The first repetition of field {@code n} (from 1); an empty one when there is none. */
    public Field field(int n) {
        cut();
        return n > last ? new Field(this, n, 1, end, end) : all(n)[0];
    }

    /** All repetitions of field {@code n}, empty ones left out. */
    public List<Field> repetitions(int n) {
        cut();
        if (n > last || cuts[n] >= cuts[n + 1] - 1) {
            return List.of();
        }
        Field[] all = all(n);
        if (all.length == 1) {
            return List.of(all[0]);
        }
        List<Field> filled = new ArrayList<>(all.length);
        for (Field field : all) {
            if (!field.isEmpty()) {
                filled.add(field);
            }
        }
        return filled;
    }

    private Field[] all(int n) {
        if (repetitions[n] == null) {
            repetitions[n] = cutRepetitions(n);
        }
        return repetitions[n];
    }

    private Field[] cutRepetitions(int n) {
        int to = cuts[n + 1] - 1;
        int from = cuts[n];
        Field[] found = new Field[1];
        int count = 0;
        do {
            int stop = endOfRepetition(n, from, to);
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count + 2);
            }
            found[count++] = new Field(this, n, count, from, stop);
            from = stop + 1;
        } while (from <= to);
        return Arrays.copyOf(found, count);
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
                skipped[n] = true;
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
            if (cuts[n] < cuts[n + 1] - 1 && !skipped[n]) {
                unread(n, remarks);
            }
        }
    }

    private void unread(int n, List<Remark> remarks) {
        boolean untouched = true;
        for (int i = 0; repetitions[n] != null && i < repetitions[n].length; i++) {
            untouched &= !repetitions[n][i].isRead();
        }
        if (untouched) {
            remarks.add(RemarkCode.FIELD_NOT_USED.at(location(n, 0, 0)));
            return;
        }
        for (Field repetition : repetitions(n)) {
            if (repetition.isRead()) {
                repetition.unread(remarks);
            } else {
                remarks.add(RemarkCode.FIELD_NOT_USED.at(location(n, repetition.repetition(), 0)));
            }
        }
    }

    Er7Message message() {
        return message;
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
        repetitions = new Field[fields + 1][];
        skipped = new boolean[fields + 1];
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
