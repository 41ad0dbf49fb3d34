package org.yilian.mappings.hl7v2;

import java.util.List;

/** What stands in a message where a remark points to. */
public final class RemarkPlace {
    private final String segment;
    private final int occurrence;
    private final int field;
    private final int repetition;
    private final int component;

    private RemarkPlace(String segment, int occurrence, int field, int repetition, int component) {
        this.segment = segment;
        this.occurrence = occurrence;
        this.field = field;
        this.repetition = repetition;
        this.component = component;
    }

    /** The place of a {@link org.yilian.mappings.Remark#location()}; null when it is about the message as a whole. */
    public static RemarkPlace of(String location) {
        if (location.length() < 3) {
            return null;
        }
        int dash = location.indexOf('-');
        String head = dash < 0 ? location : location.substring(0, dash);
        String rest = dash < 0 ? "" : location.substring(dash + 1);
        int dot = rest.indexOf('.');
        String fieldPart = dot < 0 ? rest : rest.substring(0, dot);
        return new RemarkPlace(
                head.substring(0, 3),
                Math.max(1, bracket(head)),
                number(fieldPart),
                bracket(fieldPart),
                dot < 0 ? 0 : number(rest.substring(dot + 1)));
    }

    /** The repetition of the field, for looking at its parts; null when there is none or the place is a whole segment. */
    public Field field(Er7Message message) {
        Segment found = segment(message);
        if (found == null || field == 0 || !found.has(field)) {
            return null;
        }
        List<Field> all = found.repetitions(field);
        for (Field each : all) {
            if (each.repetition() == Math.max(1, repetition)) {
                return each;
            }
        }
        return all.get(0);
    }

    /** As sent; null when nothing stands there. */
    public String text(Er7Message message) {
        Segment found = segment(message);
        if (found == null || field == 0) {
            return found == null ? null : found.raw();
        }
        Field at = field(message);
        return at == null ? null : component == 0 ? at.raw() : at.get(component);
    }

    private Segment segment(Er7Message message) {
        for (Segment each : message.segments()) {
            if (each.is(segment) && each.occurrence() == occurrence) {
                return each;
            }
        }
        return null;
    }

    private static int bracket(String text) {
        int open = text.indexOf('[');
        return open < 0 ? 0 : number(text.substring(open + 1));
    }

    private static int number(String text) {
        int value = 0;
        for (int i = 0; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }
}
