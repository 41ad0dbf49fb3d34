package org.yilian.hub.imaging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param dicomPort port of the DIMSE listener, 0 for a free one
 * @param dicomHost address it listens on
 * @param aeTitle our AE title
 * @param store where objects are kept, {@code file:<folder>}
 * @param quiet how long a study must be quiet before its ImagingStudy is written
 * @param latest how long it may lag at most while objects keep coming
 */
@Validated
@ConfigurationProperties("hub.imaging")
public record ImagingSettings(
        @Min(0) @Max(65_535) @DefaultValue("11112") int dicomPort,
        @DefaultValue("127.0.0.1") String dicomHost,

        @Pattern(regexp = "[!-\\[\\]-~ ]{1,16}") @DefaultValue("YILIAN")
        String aeTitle,

        @Pattern(regexp = "file:.+") String store,
        @DefaultValue("2s") Duration quiet,
        @DefaultValue("10s") Duration latest) {

    Path folder() {
        return Path.of(store.substring("file:".length()));
    }
}
