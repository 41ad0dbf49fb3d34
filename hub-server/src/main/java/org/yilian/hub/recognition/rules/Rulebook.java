package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yilian.hub.recognition.rules.Rules.Conversion;
import org.yilian.hub.recognition.rules.Rules.Item;
import org.yilian.hub.recognition.rules.Rules.Member;
import org.yilian.hub.recognition.rules.Rules.Panel;
import org.yilian.hub.recognition.rules.Rules.Qualification;

/** {@link Rules} in one version, found by what they are about. Immutable. */
public final class Rulebook {
    private final String version;
    private final Rules rules;
    private final ZoneId zone;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, List<String>> families = new HashMap<>();
    private final Map<String, Panel> panels = new HashMap<>();
    private final Map<String, List<Qualification>> qualifications = new HashMap<>();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, String> grades = new HashMap<>();
    private final Map<String, Conversion> conversions = new HashMap<>();

    /** @param version a function of the rules' content, so that the same version always means the same rules */
    public Rulebook(String version, Rules rules) {
        this.version = version;
        this.rules = rules;
        this.zone = ZoneId.of(rules.zone());
        rules.members().forEach(member -> members.put(member.code(), member));
        rules.catalogue().forEach(item -> {
            items.put(item.code(), item);
            families.computeIfAbsent(item.family(), family -> new ArrayList<>()).add(item.code());
        });
        rules.panels().forEach(panel -> panels.put(panel.code(), panel));
        rules.qualifications().forEach(each -> qualifications
                .computeIfAbsent(key(each.facility(), each.item()), key -> new ArrayList<>())
                .add(each));
        rules.prices().forEach(each -> prices.put(key(each.facility(), each.item()), each.price()));
        rules.comparabilities().forEach(each -> {
            grades.put(each.item() + "|" + key(each.facility(), each.other()), each.grade());
            grades.put(each.item() + "|" + key(each.other(), each.facility()), each.grade());
        });
        rules.conversions().forEach(each -> conversions.put(each.item() + "|" + key(each.from(), each.to()), each));
    }

    public String version() {
        return version;
    }

    public Rules rules() {
        return rules;
    }

    public ZoneId zone() {
        return zone;
    }

    public Optional<Item> item(String code) {
        return Optional.ofNullable(items.get(code));
    }

    /** Whether results of the code are images or tracings with a report. */
    public boolean isExamination(String code) {
        Item item = items.get(code);
        return item != null && item.kind() == Rules.Kind.IMAGING;
    }

    public Optional<Panel> panel(String code) {
        return Optional.ofNullable(panels.get(code));
    }

    /** Zero where the institution has no price for the item. */
    public BigDecimal price(String item, String facility) {
        return prices.getOrDefault(key(facility, item), BigDecimal.ZERO);
    }

    /**
     * What an ordered code stands for: itself, or the analytes of a panel. A panel is narrowed to what the orderer
     * measures; where none of it is on the menu, the panel stays whole.
     *
     * @param menu regional codes the orderer has, empty if unknown
     */
    public List<String> expand(String code, Collection<String> menu) {
        if (items.containsKey(code) || !panels.containsKey(code)) {
            return List.of(code);
        }
        List<String> all = panels.get(code).items();
        List<String> offered = all.stream().filter(menu::contains).toList();
        return offered.isEmpty() ? all : offered;
    }

    /** All codes whose results may matter for the item: itself and its family. */
    public Set<String> related(String code) {
        Item item = items.get(code);
        Set<String> related = new java.util.LinkedHashSet<>(Set.of(code));
        if (item != null) {
            related.addAll(families.get(item.family()));
        }
        return related;
    }

    Member member(String code) {
        return members.getOrDefault(code, new Member(code, 0, ""));
    }

    LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    List<Qualification> qualifications(String facility, String item, LocalDate day) {
        return qualifications.getOrDefault(key(facility, item), List.of()).stream()
                .filter(each -> each.covers(day))
                .toList();
    }

    boolean comparable(String item, String facility, String other) {
        return !"C".equals(grades.get(item + "|" + key(facility, other)));
    }

    /** The value in another unit, to four significant digits; empty where no rule allows the conversion. */
    public Optional<BigDecimal> convert(String item, String value, String from, String to) {
        BigDecimal number = number(value);
        if (number == null || from == null || to == null) {
            return Optional.empty();
        }
        if (from.equals(to)) {
            return Optional.of(number);
        }
        Conversion rule = conversions.get(item + "|" + key(from, to));
        if (rule == null) {
            rule = conversions.get("*|" + key(from, to));
        }
        return Optional.ofNullable(rule).map(found -> number.multiply(found.factor(), new MathContext(4)));
    }

    private static BigDecimal number(String value) {
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String key(String a, String b) {
        return a + "|" + b;
    }
}
