package org.yilian.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a region is made from. Equal plans give equal regions, byte for byte.
 *
 * @param seed of everything that looks like chance
 * @param asOf the region's present: everything happened before it
 * @param people how many; at least 26, because the first ones are the people with a story
 * @param studies how many imaging studies; at least those of the people with a story are made
 */
public record RegionPlan(long seed, Instant asOf, int people, int studies) {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final int MINIMUM_PEOPLE = 26;

    public RegionPlan {
        if (people < MINIMUM_PEOPLE || people > 9999) {
            throw new IllegalArgumentException("people must be 26 to 9999");
        }
    }

    /** The usual region: 240 people and 40 studies. */
    public static RegionPlan standard(long seed, Instant asOf) {
        return new RegionPlan(seed, asOf, 240, 40);
    }

    /** The first instant of the day in the region's zone: the present of a demonstration that is started at {@code now}. */
    public static Instant startOfDay(Instant now) {
        return now.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
    }

    public LocalDate today() {
        return asOf.atZone(ZONE).toLocalDate();
    }
}
