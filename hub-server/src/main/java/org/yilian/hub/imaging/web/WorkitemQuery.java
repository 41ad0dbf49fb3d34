package org.yilian.hub.imaging.web;

import java.util.Map;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

/**
 * The parameters of a search for workitems, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_11.9.html">PS3.18 11.9</a>. {@code includefield}
 * is taken and changes nothing: all of a workitem is told.
 *
 * @param keys as an identifier of C-FIND holds them
 */
record WorkitemQuery(DataSet keys, long offset, int limit, boolean fuzzy) {
    static final int DEFAULT_LIMIT = 200;
    static final int MAX_LIMIT = 1_000;

    /** @throws Refusal 400 for a parameter that is neither an attribute nor one of the service */
    static WorkitemQuery parse(Map<String, String[]> parameters) {
        DataSet keys = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
        long offset = 0;
        int limit = DEFAULT_LIMIT;
        boolean fuzzy = false;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String value = String.join("\\", parameter.getValue()).strip();
            switch (parameter.getKey()) {
                case "fuzzymatching" -> fuzzy = value.equalsIgnoreCase("true");
                case "offset" -> offset = number(value);
                case "limit" -> limit = (int) Math.min(MAX_LIMIT, number(value));
                case "includefield" -> {}
                default -> key(keys, parameter.getKey(), value);
            }
        }
        keys.remove(Tag.SpecificCharacterSet);
        return new WorkitemQuery(keys, offset, limit, fuzzy);
    }

    private static void key(DataSet keys, String path, String value) {
        String[] steps = path.split("\\.", -1);
        DataSet where = keys;
        for (int i = 0; i < steps.length - 1; i++) {
            int sequence = tag(steps[i]);
            if (Dictionary.vrOf(sequence) != VR.SQ) {
                throw Refusal.bad("A parameter names an attribute inside of one that is no sequence");
            }
            DataSet item = where.item(sequence);
            where = item == null ? where.addItem(sequence) : item;
        }
        int tag = tag(steps[steps.length - 1]);
        if (value.isEmpty()) {
            where.setEmpty(tag);
        } else if (Dictionary.vrOf(tag) == VR.SQ) {
            throw Refusal.bad("A sequence is matched by an attribute of its items");
        } else if (tag == Tag.TransactionUID) {
            throw Refusal.bad("The Transaction UID is not for searching");
        } else {
            set(where, tag, value);
        }
    }

    private static void set(DataSet where, int tag, String value) {
        try {
            where.set(tag, Dictionary.vrOf(tag), value.split("\\\\", -1));
        } catch (IllegalArgumentException e) {
            throw Refusal.bad("The value of a parameter has not the form of its attribute");
        }
    }

    private static int tag(String step) {
        try {
            return Tag.parse(step);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad("A parameter names no attribute of the dictionary");
        }
    }

    private static long number(String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Refusal.bad("limit and offset are whole numbers, not negative");
    }
}
