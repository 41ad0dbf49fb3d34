package org.yilian.sample.lab;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;

/** What one hospital offers, by regional item: panels, analytes, examinations and the parts of their reports. */
public final class Menu {
    private final Map<String, LocalCode> byItem = new LinkedHashMap<>();

    Menu(Hospital hospital, Collection<Exam> exams) {
        for (Table.Row row : Table.read("lab/" + hospital.id() + "-menu.csv")) {
            add(new LocalCode(row.text("code"), row.text("name"), row.text("unit"), row.text("item")));
        }
        exams.forEach(exam -> exam.at(hospital).ifPresent(this::add));
        for (Table.Row row : Table.read("lab/report-texts.csv")) {
            add(new LocalCode(row.text(hospital.name()), row.text("nameZh"), "", row.text("item")));
        }
    }

    private void add(LocalCode code) {
        byItem.put(code.item(), code);
    }

    public Optional<LocalCode> find(String item) {
        return Optional.ofNullable(byItem.get(item));
    }

    public Collection<LocalCode> all() {
        return byItem.values();
    }
}
