package org.yilian.hub.imaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptsTest {

    @Test
    void readsQuotedAndUnquotedParametersAlike() {
        for (String header : List.of(
                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=\"*\"",
                "multipart/related;type=application/octet-stream;transfer-syntax=*")) {
            Accepts.Range range =
                    Accepts.of(List.of(header), null).ranges().findFirst().orElseThrow();

            assertThat(range.isMultipart()).isTrue();
            assertThat(range.partType()).isEqualTo("application/octet-stream");
            assertThat(range.transferSyntax()).isEqualTo("*");
        }
    }

    @Test
    void prefersByQualityAndIgnoresWhatIsExcluded() {
        Accepts accepts = Accepts.of(List.of("image/png;q=0.5, image/gif;q=0, image/jpeg;q=0.9"), null);

        assertThat(accepts.best(List.of("image/gif", "image/png", "image/jpeg")))
                .isEqualTo("image/jpeg");
        assertThat(accepts.covers("image/gif")).isFalse();
    }

    @Test
    void takesTheParameterInsteadOfTheHeader() {
        assertThat(Accepts.of(List.of("text/html,*/*"), "image/png").best(List.of("image/jpeg", "image/png")))
                .isEqualTo("image/png");
    }

    @Test
    void acceptsAnythingWhereNothingIsSaid() {
        assertThat(Accepts.of(List.of(), null).best(List.of("image/jpeg"))).isEqualTo("image/jpeg");
    }
}
