package org.yilian.hub.imaging;

import java.io.IOException;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.imaging.store.FolderStore;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.study.StudyTiming;
import org.yilian.hub.platform.HubSettings;

@Configuration(proxyBeanMethods = false)
class ImagingConfiguration {
    private static final int WRITE_BUFFER = 128 << 10;

    @Bean
    ImageStore imageStore(ImagingSettings settings) throws IOException {
        return new FolderStore(settings.folder());
    }

    /** Pixels leave in large pieces: with Tomcat's 8 KiB each would be a system call of its own. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> largeWrites() {
        return server -> server.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER)));
    }

    @Bean
    DicomDoorSettings dicomDoorSettings(ImagingSettings settings) {
        return new DicomDoorSettings(settings.aeTitle(), settings.dicomHost(), settings.dicomPort());
    }

    @Bean
    StudyTiming studyTiming(ImagingSettings settings, HubSettings hub) {
        String root = hub.publicUrl().isEmpty() ? "http://localhost" : hub.publicUrl();
        return new StudyTiming(settings.quiet(), settings.latest(), root + "/dicomweb");
    }
}
