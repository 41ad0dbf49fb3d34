package org.yilian.sample.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;

/** An imaging or electrocardiography examination, with the code of each hospital that offers it. */
public record Exam(
        String item,
        String nameZh,
        String nameEn,
        String loinc,
        String modality,
        String window,
        String price,
        Map<Hospital, String> codes) {
    static Exam of(Table.Row row) {
        Map<Hospital, String> codes = new EnumMap<>(Hospital.class);
        for (Hospital hospital : Hospital.values()) {
            if (row.has(hospital.name())) {
                codes.put(hospital, row.text(hospital.name()));
            }
        }
        return new Exam(
                row.text("item"),
                row.text("nameZh"),
                row.text("nameEn"),
                row.text("loinc"),
                row.text("modality"),
                row.text("window"),
                row.text("price"),
                Map.copyOf(codes));
    }

    public Optional<LocalCode> at(Hospital hospital) {
        return Optional.ofNullable(codes.get(hospital)).map(code -> new LocalCode(code, nameZh, "", item));
    }
}
