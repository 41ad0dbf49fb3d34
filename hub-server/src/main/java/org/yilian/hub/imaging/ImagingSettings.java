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
 * @param dicomTlsPort port of the DIMSE listener over TLS, 0 for a free one; there is one only with a key (hub.tls)
 * @param dicomTlsHost address it listens on: whoever shows no pinned certificate gets no further than the handshake
 * @param aeTitle our AE title
 * @param store where objects are kept, {@code file:<folder>} or {@code s3:<bucket>}
 * @param direct whether objects go to a folder past the page cache of the operating system, where its file system can
 * @param cache folder of the objects that came or were read lately, where the store is a bucket
 * @param hot how long they stay there
 * @param s3 the bucket's server
 * @param quiet how long a study must be quiet before its ImagingStudy is written
 * @param latest how long it may lag at most while objects keep coming
 * @param complete how long nothing may come to a study until it counts as complete
 */
@Validated
@ConfigurationProperties("hub.imaging")
public record ImagingSettings(
        @Min(0) @Max(65_535) @DefaultValue("11112") int dicomPort,
        @DefaultValue("127.0.0.1") String dicomHost,
        @Min(0) @Max(65_535) @DefaultValue("2762") int dicomTlsPort,
        @DefaultValue("0.0.0.0") String dicomTlsHost,

        @Pattern(regexp = "[!-\\[\\]-~ ]{1,16}") @DefaultValue("YILIAN")
        String aeTitle,

        @Pattern(regexp = "file:.+|s3:[a-z0-9][a-z0-9.-]{2,62}") String store,

        @DefaultValue("true") boolean direct,
        @DefaultValue("images") Path cache,
        @DefaultValue("30d") Duration hot,
        @DefaultValue S3 s3,
        @DefaultValue("2s") Duration quiet,
        @DefaultValue("10s") Duration latest,
        @DefaultValue("60s") Duration complete) {

    /**
     * A server that speaks S3.
     *
     * @param endpoint its address, empty for Amazon's own
     * @param accessKey empty for what the AWS SDK finds by itself
     */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {}

    boolean isBucket() {
        return store.startsWith("s3:");
    }

    String bucket() {
        return store.substring("s3:".length());
    }

    Path folder() {
        return Path.of(store.substring("file:".length()));
    }
}
