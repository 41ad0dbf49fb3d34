package org.yilian.mappings.hl7v2.datatype;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text can be a UCUM unit (ucum.org, section 2): terms of known atoms with metric prefixes and exponents. Made
 * to keep wrong codes out, not to compute; it knows the atoms that laboratories use.
 */
public final class Ucum {
    private static final Set<String> METRIC = Set.of(
            "m", "s", "g", "rad", "K", "C", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V", "F", "Ohm", "S",
            "Wb", "Cel", "T", "H", "lm", "lx", "Bq", "Gy", "Sv", "L", "l", "U", "kat", "eq", "osm", "[iU]", "[IU]",
            "m[Hg]", "m[H2O]", "t", "u", "eV", "B", "bar");
    private static final Set<String> PLAIN = Set.of(
            "%",
            "[ppth]",
            "[ppm]",
            "[ppb]",
            "[pH]",
            "min",
            "h",
            "d",
            "wk",
            "mo",
            "a",
            "deg",
            "[degF]",
            "[in_i]",
            "[ft_i]",
            "[lb_av]",
            "[oz_av]",
            "[drp]",
            "[arb'U]",
            "[CFU]",
            "[cfu]",
            "[PFU]",
            "[pfu]",
            "[HPF]",
            "[LPF]",
            "[copies]",
            "[beth'U]",
            "[GPL'U]",
            "[MPL'U]",
            "[APL'U]",
            "[RFU]",
            "[Amb'a'1'U]",
            "[diop]",
            "[MET]",
            "[cal]",
            "cal");
    private static final Set<String> PREFIXES =
            Set.of("Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a", "z", "y");
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{1,60}");
    private static final Pattern ANNOTATION = Pattern.compile("\\{[\\x21-\\x7A|~]*}");
    private static final Pattern NUMBER = Pattern.compile("10[*^][+-]?\\d{1,2}|[1-9]\\d{0,6}");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d{1,2}$");

    private Ucum() {}

    public static boolean isValid(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return false;
        }
        String bare = text.startsWith("/") ? text.substring(1) : text;
        for (String term : bare.split("[./]", -1)) {
            if (!isTerm(term)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTerm(String term) {
        String bare = ANNOTATION.matcher(term).replaceAll("");
        if (bare.isEmpty()) {
            return !term.isEmpty();
        }
        return NUMBER.matcher(bare).matches()
                || isAtom(bare)
                || isAtom(EXPONENT.matcher(bare).replaceFirst(""));
    }

    private static boolean isAtom(String atom) {
        if (METRIC.contains(atom) || PLAIN.contains(atom)) {
            return true;
        }
        for (int length = 1; length <= 2 && length < atom.length(); length++) {
            if (PREFIXES.contains(atom.substring(0, length)) && METRIC.contains(atom.substring(length))) {
                return true;
            }
        }
        return false;
    }
}
