package org.yilian.sample;

import java.time.Instant;

/** One region that the tests share, because it is made only once. */
public final class Regions {
    public static final Instant AS_OF = Instant.parse("2026-11-21T16:00:00Z");
    public static final SampleRegion STANDARD = SampleRegion.of(RegionPlan.standard(42, AS_OF));

    private Regions() {}
}
