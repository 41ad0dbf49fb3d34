package org.yilian.hub.platform;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("org.yilian.hub")
@EnableScheduling
class PlatformConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Database database(DataSource dataSource) {
        return Database.of(dataSource);
    }

    @Bean
    static BeanPostProcessor postgresConnections() {
        return new PostgresConnections();
    }

    /** One migration script for both databases: the names of the two large types are all that differs. */
    @Bean
    FlywayConfigurationCustomizer portableTypes(Database database) {
        return flyway -> flyway.placeholders(database.typeNames());
    }
}
