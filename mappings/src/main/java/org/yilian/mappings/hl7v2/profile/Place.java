package org.yilian.mappings.hl7v2.profile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * An address in a message as integrators write it: {@code PV1-19}, {@code PID-3.4}, {@code PID-3[2].1}, {@code OBX-5.1.2}.
 *
 * @param repetition 0 when not stated
 * @param component 0 for the whole field or repetition
 * @param subcomponent 0 for the whole component
 */
record Place(String segment, int field, int repetition, int component, int subcomponent) {
    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Z0-9]{2})-(\\d{1,3})(?:\\[(\\d{1,3})])?(?:\\.(\\d{1,3})(?:\\.(\\d{1,3}))?)?");

    /** Null when the text is no address. */
    static Place parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.strip());
        if (!form.matches()) {
            return null;
        }
        Place place = new Place(form.group(1), number(form, 2), number(form, 3), number(form, 4), number(form, 5));
        return place.field == 0 ? null : place;
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }

    /** Whether intake has decided about the message by this place already, so that no profile may change it. */
    boolean isFixed() {
        return segment.equals("MSH") && (field <= 4 || field >= 9 && field <= 12);
    }

    boolean isWholeField() {
        return repetition == 0 && component == 0;
    }

    Place at(int oneRepetition) {
        return new Place(segment, field, oneRepetition, component, subcomponent);
    }

    /** The place in the words of a remark. */
    String location(int occurrence) {
        StringBuilder text = new StringBuilder(segment);
        if (occurrence > 1) {
            text.append('[').append(occurrence).append(']');
        }
        text.append('-').append(field);
        if (repetition > 0 || component > 0) {
            text.append('[').append(Math.max(1, repetition)).append(']');
        }
        if (component > 0) {
            text.append('.').append(component);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return segment + "-" + field + (repetition > 0 ? "[" + repetition + "]" : "")
                + (component > 0 ? "." + component : "") + (subcomponent > 0 ? "." + subcomponent : "");
    }
}
