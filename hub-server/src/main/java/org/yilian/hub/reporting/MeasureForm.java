package org.yilian.hub.reporting;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.StratifierGroupComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.hub.platform.Urls;

/**
 * The definition as a Measure and the numbers as a summary MeasureReport: one group for each indicator, stratified by
 * facility and by month. Counts are populations, money is a score.
 */
final class MeasureForm {
    static final String URL = Urls.BASE + "/Measure/" + Indicator.ID;
    private static final String INDICATORS = Urls.BASE + "/CodeSystem/indicator";
    private static final String STRATIFIERS = Urls.BASE + "/CodeSystem/stratifier";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";

    private MeasureForm() {}

    static Measure measure() {
        Measure measure = new Measure();
        measure.setId(Indicator.ID);
        measure.setUrl(URL)
                .setVersion(Indicator.VERSION)
                .setName("SharingReport")
                .setTitle(Indicator.TITLE_ZH)
                .setSubtitle(Indicator.TITLE_EN)
                .setStatus(PublicationStatus.ACTIVE);
        measure.setScoring(new CodeableConcept()
                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/measure-scoring", "cohort", "Cohort")));
        for (Indicator indicator : Indicator.values()) {
            Measure.MeasureGroupComponent group = measure.addGroup();
            group.setCode(code(indicator)).setDescription(indicator.numeratorZh());
            Measure.MeasureGroupPopulationComponent population = group.addPopulation();
            population.setCode(population()).setDescription(indicator.numeratorEn());
            population
                    .getCriteria()
                    .setDescription(indicator.numeratorEn())
                    .setLanguage("text/plain")
                    .setExpression(indicator.source());
            for (String stratifier : List.of("facility", "month")) {
                Measure.MeasureGroupStratifierComponent by = group.addStratifier();
                by.setCode(stratifier(stratifier));
                by.getCriteria().setLanguage("text/plain").setExpression(stratifier);
            }
        }
        return measure;
    }

    /** @param reporter code of the region */
    static MeasureReport report(SharingReport numbers, String reporter, ZoneId zone) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReport.MeasureReportStatus.COMPLETE)
                .setType(MeasureReport.MeasureReportType.SUMMARY)
                .setMeasure(URL + "|" + Indicator.VERSION)
                .setDate(Date.from(numbers.asOf()))
                .setReporter(new Reference().setDisplay(reporter));
        report.getPeriod()
                .setStart(start(numbers.from(), zone))
                .setEnd(Date.from(
                        start(numbers.to().plusMonths(1), zone).toInstant().minusSeconds(1)));
        for (Indicator indicator : Indicator.values()) {
            MeasureReportGroupComponent group = report.addGroup();
            group.setCode(code(indicator));
            BigDecimal total = SharingReport.total(indicator, numbers.rows());
            if (indicator.isMoney()) {
                group.setMeasureScore(money(total));
            } else {
                group.addPopulation().setCode(population()).setCount(total.intValueExact());
            }
            stratify(group, indicator, "facility", SharingReport.Row::facility, numbers);
            stratify(group, indicator, "month", SharingReport.Row::month, numbers);
        }
        return report;
    }

    private static void stratify(
            MeasureReportGroupComponent group,
            Indicator indicator,
            String by,
            Function<SharingReport.Row, String> value,
            SharingReport numbers) {
        MeasureReport.MeasureReportGroupStratifierComponent stratifier = group.addStratifier();
        stratifier.addCode(stratifier(by));
        Stream<String> strata = numbers.rows().stream().map(value).distinct().sorted();
        strata.forEach(name -> {
            List<SharingReport.Row> rows = numbers.rows().stream()
                    .filter(row -> value.apply(row).equals(name))
                    .toList();
            StratifierGroupComponent stratum = stratifier.addStratum();
            stratum.setValue(stratum(by, name));
            BigDecimal total = SharingReport.total(indicator, rows);
            if (indicator.isMoney()) {
                stratum.setMeasureScore(money(total));
            } else {
                stratum.addPopulation().setCode(population()).setCount(total.intValueExact());
            }
        });
    }

    private static CodeableConcept stratum(String by, String name) {
        CodeableConcept value = new CodeableConcept().setText(name);
        return by.equals("facility") ? value.addCoding(new Coding(Urls.FACILITY_TAG, name, null)) : value;
    }

    private static Date start(YearMonth month, ZoneId zone) {
        return Date.from(month.atDay(1).atStartOfDay(zone).toInstant());
    }

    private static Quantity money(BigDecimal amount) {
        return new Quantity()
                .setValue(amount)
                .setUnit("CNY")
                .setSystem("urn:iso:std:iso:4217")
                .setCode("CNY");
    }

    private static CodeableConcept code(Indicator indicator) {
        return new CodeableConcept()
                .setText(indicator.zh())
                .addCoding(new Coding(INDICATORS, indicator.code(), indicator.en()));
    }

    private static CodeableConcept population() {
        return new CodeableConcept().addCoding(new Coding(POPULATION, "initial-population", "Initial Population"));
    }

    private static CodeableConcept stratifier(String by) {
        return new CodeableConcept().addCoding(new Coding(STRATIFIERS, by, null));
    }
}
