package org.yilian.sample.lab;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.yilian.sample.Table;
import org.yilian.sample.cast.Sex;

/**
 * One thing a laboratory measures: the regional item with its terms, unit, reference interval and the numbers from which
 * plausible values are made. Means and intervals are in the unit {@link #ucum}; coefficients of variation are relative.
 */
public record Analyte(
        String item,
        String panel,
        String nameZh,
        String nameEn,
        String loinc,
        String ucum,
        int decimals,
        double mean,
        double meanFemale,
        double betweenPeople,
        double withinPerson,
        Interval interval,
        Interval intervalFemale,
        Interval critical,
        Alternative alternative,
        String price,
        boolean qualitative) {

    /** Bounds, both included; null where there is none. */
    public record Interval(Double low, Double high) {}

    /** The same thing in the unit some laboratories prefer; null where all use one. */
    public record Alternative(String loinc, String ucum, double factor, int decimals) {}

    static Analyte of(Table.Row row) {
        return new Analyte(
                row.text("item"),
                row.text("panel"),
                row.text("nameZh"),
                row.text("nameEn"),
                row.text("loinc"),
                row.text("ucum"),
                row.whole("decimals"),
                row.number("mean"),
                row.number("meanF"),
                row.number("between"),
                row.number("within"),
                new Interval(row.optional("low"), row.optional("high")),
                female(row),
                new Interval(row.optional("critLow"), row.optional("critHigh")),
                row.has("altUcum")
                        ? new Alternative(
                                row.text("altLoinc"),
                                row.text("altUcum"),
                                row.number("altFactor"),
                                row.whole("altDecimals"))
                        : null,
                row.text("price"),
                row.text("kind").equals("Q"));
    }

    private static Interval female(Table.Row row) {
        if (!row.has("lowF") && !row.has("highF")) {
            return new Interval(row.optional("low"), row.optional("high"));
        }
        return new Interval(row.optional("lowF"), row.optional("highF"));
    }

    public double mean(Sex sex) {
        return sex == Sex.FEMALE ? meanFemale : mean;
    }

    public Interval interval(Sex sex) {
        return sex == Sex.FEMALE ? intervalFemale : interval;
    }

    /** Whether a laboratory that writes this unit means the alternative. */
    public boolean usesAlternative(String unitUcum) {
        return alternative != null
                && !alternative.ucum().equals(ucum)
                && alternative.ucum().equals(unitUcum);
    }

    /** The value as a laboratory prints it, in the unit it uses. */
    public BigDecimal print(double value, boolean inAlternative) {
        double shown = inAlternative ? value * alternative.factor() : value;
        int places = inAlternative ? alternative.decimals() : decimals;
        return BigDecimal.valueOf(shown).setScale(places, RoundingMode.HALF_UP);
    }

    public String loinc(boolean inAlternative) {
        return inAlternative ? alternative.loinc() : loinc;
    }
}
