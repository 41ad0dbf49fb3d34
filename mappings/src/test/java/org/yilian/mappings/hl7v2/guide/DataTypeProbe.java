package org.yilian.mappings.hl7v2.guide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.mappings.hl7v2.oracle.Fact;

/** Fills one component of a field that has the data type, and looks whether anything came of it. */
final class DataTypeProbe {
    /** Where a data type can be met: message, segment, field, and a value whose components stay when one is filled. */
    private record Host(String trigger, String segment, int field, String value) {}

    private static final Map<String, Host> HOSTS = Map.ofEntries(
            Map.entry("XPN", new Host("ADT^A01^ADT_A01", "PID", 5, "Zhang^San")),
            Map.entry("FN", new Host("ADT^A01^ADT_A01", "PID", 5, "Zhang^San")),
            Map.entry("XAD", new Host("ADT^A01^ADT_A01", "PID", 11, "^^Town")),
            Map.entry("SAD", new Host("ADT^A01^ADT_A01", "PID", 11, "^^Town")),
            Map.entry("XTN", new Host("ADT^A01^ADT_A01", "PID", 13, "")),
            Map.entry("CX", new Host("ADT^A01^ADT_A01", "PID", 3, "000123^^^H001^MR~77")),
            Map.entry("XCN", new Host("ADT^A01^ADT_A01", "PV1", 7, "D7^Li^Si")),
            Map.entry("CNN", new Host("ADT^A01^ADT_A01", "PV1", 7, "D7^Li^Si")),
            Map.entry("PL", new Host("ADT^A01^ADT_A01", "PV1", 3, "WARD")),
            Map.entry("DLD", new Host("ADT^A01^ADT_A01", "PV1", 37, "HOME")),
            Map.entry("NDL", new Host("ORU^R01^ORU_R01", "OBR", 32, "D7&Li&Si")),
            Map.entry("EI", new Host("ORU^R01^ORU_R01", "OBX", 21, "E7")),
            Map.entry("EIP", new Host("ORU^R01^ORU_R01", "SPM", 2, "")),
            Map.entry("XON", new Host("ORU^R01^ORU_R01", "OBX", 23, "Lab^L^O77")),
            Map.entry("HD", new Host("ADT^A01^ADT_A01", "PID", 3, "000123^^^H001^MR~77^^^")),
            Map.entry("TQ", new Host("ORM^O01^ORM_O01", "ORC", 7, "")),
            Map.entry("RI", new Host("ORM^O01^ORM_O01", "ORC", 7, "")),
            Map.entry("RPT", new Host("OML^O21^OML_O21", "TQ1", 3, "")),
            Map.entry("SPS", new Host("ORM^O01^ORM_O01", "OBR", 15, "BLD")),
            Map.entry("PLN", new Host("REF^I12^REF_I12", "PRD", 7, "")),
            Map.entry("CWE", new Host("ADT^A01^ADT_A01", "PV1", 10, "")),
            Map.entry("CE", new Host("ADT^A01^ADT_A01", "PV1", 10, "")),
            Map.entry("CNE", new Host("ADT^A01^ADT_A01", "PV1", 10, "")),
            Map.entry("CF", new Host("ADT^A01^ADT_A01", "PV1", 10, "")),
            Map.entry("ID", new Host("ADT^A01^ADT_A01", "PV1", 4, "")),
            Map.entry("IS", new Host("ADT^A01^ADT_A01", "PV1", 4, "")),
            Map.entry("ST", new Host("ADT^A01^ADT_A01", "PID", 23, "")),
            Map.entry("DLN", new Host("ADT^A01^ADT_A01", "PID", 20, "")),
            Map.entry("OG", new Host("ORU^R01^ORU_R01", "OBX", 4, "")));
    private static final Set<String> OBX_TYPES =
            Set.of("SN", "NM", "NR", "DR", "CQ", "DTM", "TS", "ED", "RP", "NA", "FT", "MO");
    private static final Map<String, List<String>> VALUES = Map.of(
            "NM",
            List.of("7"),
            "NA",
            List.of("7"),
            "NR",
            List.of("7"),
            "ED",
            List.of("VGV4dA==", "Base64", "PDF", "AP"),
            "DR",
            List.of("20260106113000"),
            "RP",
            List.of("https://example.org/b", "PDF"));
    private static final List<String> ANY = List.of(
            "X9",
            "7",
            "Y",
            "20260106113000",
            "L",
            "G",
            "1.2.3",
            "S",
            "BID",
            "-",
            "F",
            "H",
            "PH",
            "https://example.org/a",
            "PDF",
            "X9&Example&L",
            "REG9&1.2.9&ISO",
            "20260106113000&20260107113000",
            "MR",
            "mg",
            "D5",
            "DW",
            "E7&SYS",
            "TEXT&a&b&c&d",
            "WPN",
            "0830",
            "2",
            "PCM",
            "20300101");

    private final Probe probe;

    DataTypeProbe(Probe probe) {
        this.probe = probe;
    }

    Probe.Outcome ask(GuideRow row) {
        String type = row.name();
        boolean observed = OBX_TYPES.contains(type);
        Host host = observed ? new Host("ORU^R01^ORU_R01", "OBX", 5, "") : HOSTS.get(type);
        if (host == null) {
            return Probe.Outcome.NOT;
        }
        if (row.constant() && row.number() == 0 && observed && constant(row, host, type)) {
            return Probe.Outcome.IMPLEMENTED;
        }
        for (String value : VALUES.getOrDefault(type, ANY)) {
            for (String context : contexts(type, host)) {
                if (changes(row, host, observed ? type : null, context, value)) {
                    return Probe.Outcome.IMPLEMENTED;
                }
            }
        }
        return Probe.Outcome.NOT;
    }

    /** A fixed value of the whole: whether the element is there in any of the contexts. */
    private boolean constant(GuideRow row, Host host, String type) {
        return contexts(type, host).stream()
                .map(context -> segments(host, type, context))
                .flatMap(segments -> probe.facts(host.trigger(), segments).stream())
                .anyMatch(fact -> fact.element().equals(row.element()));
    }

    /** What else must be in the field for a component to count. */
    private static List<String> contexts(String type, Host host) {
        return switch (type) {
            case "SN" -> List.of("", ">^7", "^7^-^9", "^7^:^9");
            case "NR", "DR" -> List.of("", "5", "20260105");
            case "ED" -> List.of("^AP^PDF^Base64^VGV4dA==", "^TEXT^^A^abc");
            case "DLN", "PLN" -> List.of("L77");
            case "RP" -> List.of("https://example.org/a^^AP^PDF");
            case "RPT" -> List.of("", "^DW^1^3", "^DW^3^4", "^^^^8^h", "^^^^^^^ACM^30^min");
            case "EIP" -> List.of("", "E1&SYS^E2&SYS");
            case "CWE", "CNE", "CF" -> List.of("", "C1^T1^99A^C2^T2^99B^1^2^O^C3^T3^99C^3");
            case "CE" -> List.of("", "C1^T1^99A^C2^T2^99B");
            case "CX", "HD" -> List.of(host.value(), "000123^^^H001^MR~77^^^REG");
            case "XTN" -> List.of("", "^PRN^PH^^86^10^5550100^9", "5550100");
            case "XPN", "XAD", "XCN", "CNN" -> List.of(host.value(), "D7^Li^Si^^^^^^REG");
            case "CQ" -> List.of("7^mg");
            case "PL" -> List.of("", "WARD");
            default -> List.of(host.value());
        };
    }

    private boolean changes(GuideRow row, Host host, String obxType, String context, String value) {
        int n = Math.max(1, row.number());
        List<String> before = segments(host, obxType, context);
        String lastRepetition = context.substring(context.lastIndexOf('~') + 1);
        String kept = context.substring(0, context.length() - lastRepetition.length());
        List<String> after = segments(host, obxType, kept + component(row, lastRepetition, n, value));
        if (before == null || after == null) {
            return false;
        }
        Set<Fact> added = new HashSet<>(probe.facts(host.trigger(), after));
        added.removeAll(probe.facts(host.trigger(), before));
        boolean unused = probe.unused(host.trigger(), after).stream()
                .anyMatch(u -> u.equals(host.segment() + "-" + host.field())
                        || u.equals(host.segment() + "-" + host.field() + "." + n));
        return !added.isEmpty() && !unused;
    }

    /** FN, SAD and HD stand in subcomponents of their hosts' component 1 or 4; RI in component 2 of TQ. */
    private static String component(GuideRow row, String context, int n, String value) {
        int inner =
                switch (row.name()) {
                    case "FN", "SAD" -> 1;
                    case "HD" -> 4;
                    case "RI" -> 2;
                    default -> 0;
                };
        if (inner == 0) {
            return Samples.with("X|" + context, 1, Math.max(2, n), n == 1 ? part(context, 2) : value)
                    .substring(2)
                    .replaceFirst(
                            "^[^\\^]*", n == 1 ? java.util.regex.Matcher.quoteReplacement(value) : part(context, 1));
        }
        String filled = "&".repeat(n - 1) + (n > 1 && row.name().equals("FN") ? "" : "") + value;
        filled = n > 1 && row.name().equals("FN") ? "Zhang" + filled : filled;
        return inner == 1
                ? context.replaceFirst("^[^\\^]*", java.util.regex.Matcher.quoteReplacement(filled))
                : Samples.with("X|" + context, 1, inner, filled).substring(2);
    }

    private static String part(String context, int n) {
        String[] parts = context.split("\\^", -1);
        return n <= parts.length ? java.util.regex.Matcher.quoteReplacement(parts[n - 1]) : "";
    }

    private static List<String> segments(Host host, String obxType, String value) {
        List<String> all = new ArrayList<>(Samples.messages().get(host.trigger()));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).startsWith(host.segment() + "|")) {
                String filled = Samples.with(all.get(i), host.field(), 0, value);
                all.set(i, obxType == null ? filled : Samples.with(filled, 2, 0, obxType));
                return all;
            }
        }
        return null;
    }
}
