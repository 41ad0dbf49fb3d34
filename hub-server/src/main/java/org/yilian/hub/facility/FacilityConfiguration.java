package org.yilian.hub.facility;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.platform.HubSettings;

@Configuration(proxyBeanMethods = false)
class FacilityConfiguration {

    @Bean
    Region region(HubSettings settings) {
        return RegionFile.read(settings.region(), settings.demo());
    }
}
