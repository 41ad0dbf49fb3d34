package org.yilian.hub.imaging.worklist;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.VR;

/**
 * Matching of a data set against an identifier without an index, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_C.2.2.2.html">PS3.4 C.2.2.2</a>: single value,
 * list of UID, universal, wildcard, range and sequence.
 */
public final class Keys {
    /** {@code &ZZXX} of a DT; a hyphen is one's sign where the hours and minutes behind it can be one's. */
    private static final Pattern OFFSET =
            Pattern.compile("(?<=\\d{4}|\\.\\d{1,6})(\\+\\d{4}|-(0\\d|1[0-4])[0-5]\\d)(?=-|$)");

    private Keys() {}

    /** Whether each of these attributes of the identifier matches. */
    public static boolean match(DataSet identifier, DataSet candidate, int... tags) {
        for (int tag : tags) {
            boolean matches = identifier.vr(tag) == VR.SQ
                    ? sequence(identifier.item(tag), candidate.items(tag))
                    : value(identifier, candidate, tag);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean sequence(DataSet wanted, List<DataSet> items) {
        return wanted == null
                || items.stream().anyMatch(item -> match(wanted, item, wanted.tags()))
                || items.isEmpty() && match(wanted, new DataSet(), wanted.tags());
    }

    private static boolean value(DataSet identifier, DataSet candidate, int tag) {
        List<String> wanted = identifier.strings(tag);
        String first = wanted.isEmpty() ? "" : wanted.get(0);
        if (wanted.stream().allMatch(String::isEmpty) || first.equals("*") && wanted.size() == 1) {
            return true;
        }
        List<String> values = candidate.strings(tag);
        return switch (identifier.vr(tag)) {
            case UI -> values.stream().anyMatch(wanted::contains);
            case DA, TM -> values.stream().anyMatch(value -> isWithin(first, value));
            case DT -> values.stream().anyMatch(value -> isWithin(local(first), local(value)));
            case PN -> values.stream().anyMatch(value -> name(first, value));
            case IS, DS, US, SS, UL, SL, FL, FD -> values.contains(first);
            default -> values.stream().anyMatch(value -> like(first.strip(), value.strip()));
        };
    }

    /** A single value or {@code from-to} with either end open; a shorter time means all that begins with it. */
    private static boolean isWithin(String wanted, String value) {
        String told = digits(value);
        int dash = wanted.indexOf('-');
        if (told.isEmpty()) {
            return false;
        }
        if (dash < 0) {
            return told.startsWith(digits(wanted));
        }
        String from = digits(wanted.substring(0, dash));
        String to = digits(wanted.substring(dash + 1));
        boolean after = from.isEmpty() || told.compareTo(from) >= 0;
        boolean before = to.isEmpty() || told.compareTo(to) <= 0 || told.startsWith(to);
        return after && before;
    }

    /** Without offsets: the times of a hospital are compared as it writes them. */
    private static String local(String text) {
        return OFFSET.matcher(text).replaceAll("");
    }

    private static String digits(String text) {
        int fraction = text.indexOf('.');
        return (fraction < 0 ? text : text.substring(0, fraction)).replaceAll("[^0-9]", "");
    }

    /** Without regard to case; a key of one group matches any writing, one of several each in its place. */
    private static boolean name(String wanted, String value) {
        String[] groups = value.toUpperCase(Locale.ROOT).split("=", -1);
        String[] keys = wanted.toUpperCase(Locale.ROOT).split("=", -1);
        if (keys.length == 1) {
            for (String group : groups) {
                if (like(bare(keys[0]), bare(group))) {
                    return true;
                }
            }
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            if (!keys[i].isBlank() && !like(bare(keys[i]), i < groups.length ? bare(groups[i]) : "")) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String group) {
        return group.strip().replaceAll("\\^+$", "");
    }

    /** {@code *} and {@code ?} as wildcards; in steps that grow with the product of both lengths only, whoever wrote the key. */
    private static boolean like(String key, String value) {
        int k = 0;
        int v = 0;
        int star = -1;
        int taken = 0;
        while (v < value.length()) {
            if (k < key.length() && key.charAt(k) == '*') {
                star = k++;
                taken = v;
            } else if (k < key.length() && (key.charAt(k) == '?' || key.charAt(k) == value.charAt(v))) {
                k++;
                v++;
            } else if (star >= 0) {
                k = star + 1;
                v = ++taken;
            } else {
                return false;
            }
        }
        while (k < key.length() && key.charAt(k) == '*') {
            k++;
        }
        return k == key.length();
    }
}
