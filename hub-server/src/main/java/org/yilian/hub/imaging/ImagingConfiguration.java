package org.yilian.hub.imaging;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.imaging.store.FolderStore;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.study.StudyTiming;
import org.yilian.hub.platform.HubSettings;

@Configuration(proxyBeanMethods = false)
class ImagingConfiguration {

    @Bean
    ImageStore imageStore(ImagingSettings settings) throws IOException {
        return new FolderStore(settings.folder());
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
