package org.yilian.mappings.hl7v2.datatype;

/** How a name is written as one text. */
public final class Names {
    private Names() {}

    /** Whether it has Han characters; then family and given name are written without a space. */
    public static boolean isHan(String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x2E7F && Character.UnicodeScript.of(text.codePointAt(i)) == Character.UnicodeScript.HAN) {
                return true;
            }
        }
        return false;
    }

    /** Family first and no space for Han names, else prefix, given, family and suffix with spaces. */
    public static String text(String prefix, String family, String given, String middle, String suffix) {
        StringBuilder text = new StringBuilder();
        if (isHan(family) || isHan(given)) {
            return add(add(add(text, "", family), "", given), "", middle).toString();
        }
        for (String part : new String[] {prefix, given, middle, family, suffix}) {
            add(text, " ", part);
        }
        return text.toString();
    }

    private static StringBuilder add(StringBuilder text, String between, String part) {
        if (part != null) {
            text.append(text.length() == 0 ? "" : between).append(part);
        }
        return text;
    }
}
