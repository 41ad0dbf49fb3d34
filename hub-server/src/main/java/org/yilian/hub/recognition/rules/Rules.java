package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The region's rules as data. All dates are absolute.
 *
 * @param zone of days: a qualification counts by the day of sampling in it
 */
public record Rules(
        String zone,
        List<Member> members,
        List<Item> catalogue,
        List<Panel> panels,
        List<Qualification> qualifications,
        List<Price> prices,
        List<Comparability> comparabilities,
        List<Conversion> conversions,
        Policy policy) {

    /** @param rank 1 township, 2 county and specialist, 3 tertiary */
    public record Member(String code, int rank, String district) {}

    public enum Kind {
        LAB,
        IMAGING
    }

    /**
     * What a result can be recognised as.
     *
     * @param scope NATIONAL, PROVINCE or REGION for all members; {@code DISTRICT:<name>}, {@code FACILITIES:H001+H002}
     * @param windows by encounter class, {@code *} for the others
     * @param specimen null for images
     * @param unit UCUM, null if results have none
     * @param family items whose results are shown for reference when another of the family is ordered
     * @param direction ANY, or SAME_OR_HIGHER: only from an institution that is not below the ordering one
     * @param quality least grade of images, null if none is asked for
     * @param from, to days on which the entry is in force, both included; null for open ends
     */
    public record Item(
            String code,
            String nameZh,
            String nameEn,
            Kind kind,
            String scope,
            Map<String, Duration> windows,
            String specimen,
            String unit,
            BigDecimal criticalLow,
            BigDecimal criticalHigh,
            String family,
            String direction,
            Integer quality,
            LocalDate from,
            LocalDate to) {

        public Duration window(String encounter) {
            Duration own = encounter == null ? null : windows.get(encounter);
            return own == null ? windows.get("*") : own;
        }
    }

    public record Panel(String code, String nameZh, String nameEn, List<String> items) {}

    /**
     * An institution's result in one cycle of quality assessment.
     *
     * @param from, to both included
     * @param minAge, maxAge years at which range and method are valid; null without limit
     */
    public record Qualification(
            String facility,
            String item,
            String scheme,
            LocalDate from,
            LocalDate to,
            boolean pass,
            Integer minAge,
            Integer maxAge) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public record Price(String item, String facility, BigDecimal price) {}

    /** Grade C between two laboratories: their results of the item do not compare. Symmetric. */
    public record Comparability(String item, String facility, String other, String grade) {}

    /** {@code value in to = value in from * factor}, for results of this item ({@code *}: of any). */
    public record Conversion(String item, String from, String to, BigDecimal factor) {}

    /** @param drift how far ahead of our clock a device's time may be */
    public record Policy(Duration drift) {}
}
