package org.yilian.sample.lab;

import org.yilian.sample.Table;

/** What a doctor orders at once: the regional item of the panel, its specimen, and how long a result stays recognisable. */
public record Panel(
        String item,
        String nameZh,
        String nameEn,
        String loinc,
        String specimen,
        String specimenZh,
        String window,
        String section) {
    static Panel of(Table.Row row) {
        return new Panel(
                row.text("item"),
                row.text("nameZh"),
                row.text("nameEn"),
                row.text("loinc"),
                row.text("specimen"),
                row.text("specimenZh"),
                row.text("window"),
                row.text("category"));
    }
}
