package org.yilian.hub.imaging;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.imaging.store.FolderStore;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.S3Store;
import org.yilian.hub.imaging.study.StudyTiming;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.platform.vault.Vault;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

@Configuration(proxyBeanMethods = false)
class ImagingConfiguration {
    private static final int WRITE_BUFFER = 128 << 10;

    @Bean
    ImageStore imageStore(ImagingSettings settings, Vault vault, Clock clock) throws IOException {
        return settings.isBucket()
                ? new S3Store(
                        client(settings.s3()),
                        settings.bucket(),
                        new FolderStore(settings.cache(), vault, clock),
                        settings.hot(),
                        clock)
                : new FolderStore(settings.folder(), vault, clock, settings.direct());
    }

    private static S3Client client(ImagingSettings.S3 settings) {
        S3ClientBuilder builder =
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.of(settings.region()));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        if (!settings.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        return builder.build();
    }

    /**
     * Pixels leave in large pieces: with Tomcat's 8 KiB each would be a system call of its own. And from memory that the
     * system call takes as it is: from the heap each piece would be copied once more.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> largeWrites() {
        return server -> server.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER));
            connector.setProperty("socket.directBuffer", "true");
        });
    }

    @Bean
    DicomDoorSettings dicomDoorSettings(ImagingSettings settings) {
        return new DicomDoorSettings(
                settings.aeTitle(),
                settings.dicomHost(),
                settings.dicomPort(),
                settings.dicomTlsHost(),
                settings.dicomTlsPort());
    }

    @Bean
    StudyTiming studyTiming(ImagingSettings settings, HubSettings hub) {
        String root = hub.publicUrl().isEmpty() ? "http://localhost" : hub.publicUrl();
        return new StudyTiming(settings.quiet(), settings.latest(), settings.complete(), root + "/dicomweb");
    }
}
