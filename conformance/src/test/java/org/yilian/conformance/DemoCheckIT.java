package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.conformance.demo.DemoCheck;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;

/** What {@code ./hub demo --check} promises, with a smaller region. */
class DemoCheckIT {
    @TempDir
    Path folder;

    @Test
    void theDemonstrationHoldsWhatItPromises() throws Exception {
        boolean pages = !Boolean.getBoolean("hub.pages.missing");
        try (HubProcess hub = HubProcess.forTests(folder.resolve("hub"), Map.of())) {
            RegionPlan plan = new RegionPlan(7, RegionPlan.startOfDay(Instant.now()), 60, 14);
            assertThat(new DemoCheck(hub.address(), plan, pages, System.out).run())
                    .isTrue();
            assertThatNobodyIsInTheLog(SampleRegion.of(plan), Files.readString(hub.log()));
        }
    }

    /** Invariant 8, as far as a log at its usual level shows. */
    private static void assertThatNobodyIsInTheLog(SampleRegion region, String log) {
        region.cast().people().forEach(person -> assertThat(log)
                .doesNotContain(person.identityNumber())
                .doesNotContain(person.phone())
                .doesNotContain(person.name().text()));
    }
}
