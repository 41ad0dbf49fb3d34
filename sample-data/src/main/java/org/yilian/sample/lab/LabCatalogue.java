package org.yilian.sample.lab;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;

/** The regional items and each hospital's menu, read once from this module's tables. */
public final class LabCatalogue {
    private static final LabCatalogue SHARED = new LabCatalogue();

    private final Map<String, Analyte> analytes;
    private final Map<String, Panel> panels;
    private final Map<String, Exam> exams;
    private final Map<String, String> ucumByUnit;
    private final Map<Hospital, Menu> menus = new EnumMap<>(Hospital.class);

    private LabCatalogue() {
        analytes =
                byItem(Table.read("lab/analytes.csv").stream().map(Analyte::of).toList(), Analyte::item);
        panels = byItem(Table.read("lab/panels.csv").stream().map(Panel::of).toList(), Panel::item);
        exams = byItem(Table.read("lab/exams.csv").stream().map(Exam::of).toList(), Exam::item);
        ucumByUnit = Table.read("lab/units.csv").stream()
                .collect(Collectors.toMap(row -> row.text("unit"), row -> row.text("ucum")));
        for (Hospital hospital : Hospital.values()) {
            menus.put(hospital, new Menu(hospital, exams.values()));
        }
    }

    public static LabCatalogue shared() {
        return SHARED;
    }

    public Map<String, Analyte> analytes() {
        return analytes;
    }

    public Map<String, Panel> panels() {
        return panels;
    }

    public Map<String, Exam> exams() {
        return exams;
    }

    public Menu menu(Hospital hospital) {
        return menus.get(hospital);
    }

    /** UCUM for a unit as hospitals write it; empty for no unit. */
    public String ucum(String unit) {
        return unit.isEmpty() ? "" : ucumByUnit.get(unit);
    }

    /** The analytes of a panel that a hospital offers, in the order of its menu. */
    public List<Analyte> analytes(Hospital hospital, String panel) {
        return menu(hospital).all().stream()
                .map(code -> analytes.get(code.item()))
                .filter(analyte -> analyte != null && analyte.panel().equals(panel))
                .toList();
    }

    private static <T> Map<String, T> byItem(List<T> list, Function<T, String> item) {
        Map<String, T> map = new LinkedHashMap<>();
        list.forEach(entry -> map.put(item.apply(entry), entry));
        return map;
    }
}
