package org.yilian.hub.facility;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.yilian.hub.platform.HubSettings;

@Configuration(proxyBeanMethods = false)
class FacilityConfiguration {

    /** A path means a file; {@code classpath:} and {@code file:} addresses are taken as they are. */
    @Bean
    Region region(HubSettings settings, ResourceLoader loader) {
        String place = settings.region();
        boolean address = place.startsWith("classpath:") || place.startsWith("file:");
        Resource file = address ? loader.getResource(place) : new FileSystemResource(place);
        return new RegionReader(file, settings.demo()).read();
    }
}
