package org.yilian.hub.imaging.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout;
import org.yilian.hub.imaging.store.StoredObject;
import org.yilian.hub.security.Caller;

class OpenStudiesTest {
    private static final Caller DOCTOR = new Caller("doctor", null, Set.of(), Set.of("DOCTOR"));

    private long nanos;
    private int records;
    private final OpenStudies open = new OpenStudies(() -> nanos);

    @Test
    void recordsFramesOfAStudyOnceAMinute() {
        frame(DOCTOR, "1", "p");
        nanos += OpenStudies.MINUTE.toNanos() - 1;
        frame(DOCTOR, "1", "p");
        assertThat(records).isEqualTo(1);
        nanos++;
        frame(DOCTOR, "1", "p");
        assertThat(records).isEqualTo(2);
    }

    @Test
    void recordsEachCallerWithItsRightsEachStudyAndEachPatient() {
        frame(DOCTOR, "1", "p");
        frame(DOCTOR, "2", "p");
        frame(DOCTOR, "1", "q");
        frame(DOCTOR, "1", null);
        frame(new Caller("doctor", null, Set.of(), Set.of("DOCTOR", "RADIOLOGIST")), "1", "p");
        frame(Caller.guest("share", "1"), "1", "p");
        assertThat(records).isEqualTo(6);
        frame(DOCTOR, "1", null);
        frame(DOCTOR, "1", "p");
        assertThat(records).isEqualTo(6);
    }

    @Test
    void letsNothingThroughWithoutARecord() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open.open(DOCTOR, row("1", "p"), () -> {
                        throw new IllegalStateException("no record");
                    }))
                    .hasMessage("no record");
        }
    }

    private void frame(Caller caller, String study, String patient) {
        open.open(caller, row(study, patient), () -> records++);
    }

    private static InstanceRow row(String study, String patient) {
        return new InstanceRow(
                1,
                study,
                "1.1",
                "H001",
                patient,
                "1.1.1",
                "1.2",
                "1.2",
                1,
                1,
                new StoredObject("k", 1, 1, "h"),
                PixelLayout.NONE,
                Instant.EPOCH);
    }
}
