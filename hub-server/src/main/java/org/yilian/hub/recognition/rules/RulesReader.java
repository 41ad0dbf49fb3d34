package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yilian.hub.recognition.rules.Rules.Comparability;
import org.yilian.hub.recognition.rules.Rules.Conversion;
import org.yilian.hub.recognition.rules.Rules.Item;
import org.yilian.hub.recognition.rules.Rules.Kind;
import org.yilian.hub.recognition.rules.Rules.Member;
import org.yilian.hub.recognition.rules.Rules.Panel;
import org.yilian.hub.recognition.rules.Rules.Policy;
import org.yilian.hub.recognition.rules.Rules.Price;
import org.yilian.hub.recognition.rules.Rules.Qualification;

/**
 * Reads the region's rule files (docs/recognition.md describes the columns). A wrong value stops with a
 * {@link RuleMistake}.
 */
public final class RulesReader {
    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-]\\d{1,5})d)?");
    private static final Duration DRIFT = Duration.ofMinutes(15);

    private final String zone;
    private final List<Member> members;
    private final LocalDate today;
    private final Function<String, String> files;

    /**
     * @param today what {@code today-400d} in a file counts from
     * @param files text by name (catalogue, panels, qualifications, prices, comparabilities, conversions); null for a
     *     file the region does not have
     */
    public RulesReader(String zone, List<Member> members, LocalDate today, Function<String, String> files) {
        this.zone = zone;
        this.members = List.copyOf(members);
        this.today = today;
        this.files = files;
    }

    public Rules read() {
        List<Item> catalogue = rows("catalogue", this::item);
        unique(catalogue);
        return new Rules(
                zone,
                members,
                catalogue,
                panels(),
                rows("qualifications", this::qualification),
                rows("prices", this::price),
                rows(
                        "comparabilities",
                        row -> new Comparability(
                                row.required("item"),
                                facility(row, "facility"),
                                facility(row, "other"),
                                one(row, "grade", Set.of("A", "B", "C")))),
                rows(
                        "conversions",
                        row -> new Conversion(
                                row.required("item"), row.required("from"), row.required("to"), number(row, "factor"))),
                new Policy(DRIFT));
    }

    private <T> List<T> rows(String file, Function<Csv.Row, T> reader) {
        String text = files.apply(file);
        return text == null
                ? List.of()
                : Csv.read(file, text).stream().map(reader).toList();
    }

    private static void unique(List<Item> catalogue) {
        Set<String> seen = new HashSet<>();
        for (Item item : catalogue) {
            if (!seen.add(item.code())) {
                throw new RuleMistake("catalogue", 0, "item", "stands twice: " + item.code());
            }
        }
    }

    private Item item(Csv.Row row) {
        Kind kind = Kind.valueOf(one(row, "kind", Set.of("LAB", "IMAGING")));
        String code = row.required("item");
        String family = row.optional("family");
        String direction = row.optional("direction");
        return new Item(
                code,
                row.required("nameZh"),
                row.optional("nameEn") == null ? row.required("nameZh") : row.optional("nameEn"),
                kind,
                scope(row),
                windows(row),
                row.optional("specimen"),
                row.optional("ucum"),
                number(row, "criticalLow"),
                number(row, "criticalHigh"),
                family == null ? family(kind, code) : family,
                direction == null ? "ANY" : one(row, "direction", Set.of("ANY", "SAME_OR_HIGHER")),
                whole(row, "quality"),
                date(row, "validFrom"),
                date(row, "validTo"));
    }

    /** CT-CHEST-PLAIN and CT-CHEST-CONTRAST are one family unless the file says otherwise. */
    private static String family(Kind kind, String code) {
        int last = code.lastIndexOf('-');
        boolean three = last > 0 && code.indexOf('-') < last;
        return kind == Kind.IMAGING && three ? code.substring(0, last) : code;
    }

    private String scope(Csv.Row row) {
        String scope = row.required("scope");
        if (!scope.matches("NATIONAL|PROVINCE|REGION|DISTRICT:.+|FACILITIES:[A-Z0-9+]+")) {
            throw row.mistake("scope", "must be NATIONAL, PROVINCE, REGION, DISTRICT:<name> or FACILITIES:<a>+<b>");
        }
        return scope;
    }

    private static Map<String, Duration> windows(Csv.Row row) {
        Map<String, Duration> windows = new LinkedHashMap<>();
        windows.put("*", duration(row, "window"));
        Map.of("windowOutpatient", "OUTPATIENT", "windowEmergency", "EMERGENCY", "windowInpatient", "INPATIENT")
                .forEach((column, encounter) -> {
                    if (row.optional(column) != null) {
                        windows.put(encounter, duration(row, column));
                    }
                });
        return new java.util.TreeMap<>(windows);
    }

    private List<Panel> panels() {
        Map<String, Panel> panels = new LinkedHashMap<>();
        for (Csv.Row row : Csv.read("panels", files.apply("panels") == null ? "" : files.apply("panels"))) {
            Panel panel = panels.computeIfAbsent(
                    row.required("panel"),
                    code -> new Panel(code, row.required("nameZh"), row.required("nameEn"), new ArrayList<>()));
            panel.items().add(row.required("item"));
        }
        return List.copyOf(panels.values());
    }

    private Qualification qualification(Csv.Row row) {
        LocalDate from = date(row, "validFrom");
        LocalDate to = date(row, "validTo");
        if (from == null || to == null) {
            throw row.mistake(from == null ? "validFrom" : "validTo", "is missing");
        }
        if (to.isBefore(from)) {
            throw row.mistake("validTo", "is before validFrom");
        }
        return new Qualification(
                facility(row, "facility"),
                row.required("item"),
                row.required("scheme"),
                from,
                to,
                "PASS".equals(one(row, "result", Set.of("PASS", "FAIL"))),
                whole(row, "minAge"),
                whole(row, "maxAge"));
    }

    private Price price(Csv.Row row) {
        BigDecimal price = number(row, "price");
        if (price == null || price.signum() < 0 || price.scale() > 2) {
            throw row.mistake("price", "must be an amount with two decimals, not negative");
        }
        return new Price(row.required("item"), facility(row, "facility"), price.setScale(2));
    }

    private String facility(Csv.Row row, String column) {
        String code = row.required(column);
        if (members.stream().noneMatch(member -> member.code().equals(code))) {
            throw row.mistake(column, "is no member of the region");
        }
        return code;
    }

    private static String one(Csv.Row row, String column, Set<String> allowed) {
        String value = row.required(column);
        if (!allowed.contains(value)) {
            throw row.mistake(column, "must be one of " + new java.util.TreeSet<>(allowed));
        }
        return value;
    }

    private static Duration duration(Csv.Row row, String column) {
        try {
            Duration duration = Duration.parse(row.required(column));
            if (duration.isNegative() || duration.isZero()) {
                throw row.mistake(column, "must be longer than nothing");
            }
            return duration;
        } catch (DateTimeException e) {
            throw row.mistake(column, "is not a duration of days or hours, for example P30D or PT24H");
        }
    }

    private LocalDate date(Csv.Row row, String column) {
        String value = row.optional(column);
        if (value == null) {
            return null;
        }
        Matcher relative = RELATIVE.matcher(value);
        if (relative.matches()) {
            return relative.group(1) == null ? today : today.plusDays(Long.parseLong(relative.group(1)));
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw row.mistake(column, "is not a day, for example 2026-03-01 or today-30d");
        }
    }

    private static BigDecimal number(Csv.Row row, String column) {
        String value = row.optional(column);
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw row.mistake(column, "is not a number");
        }
    }

    private static Integer whole(Csv.Row row, String column) {
        BigDecimal value = number(row, column);
        try {
            return value == null ? null : value.intValueExact();
        } catch (ArithmeticException e) {
            throw row.mistake(column, "must be a whole number");
        }
    }
}
