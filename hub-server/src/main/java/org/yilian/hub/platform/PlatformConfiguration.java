package org.yilian.hub.platform;

import com.zaxxer.hikari.HikariDataSource;
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

    /**
     * The driver sends a batch of inserts as few statements of many rows. And the planner is told that pages are on a disk
     * without arms: with its default it reads whole tables for a few hundred ids, which costs more with each message.
     */
    @Bean
    static BeanPostProcessor postgresConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
                    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
                    pool.setConnectionInitSql("set random_page_cost = 1.1");
                }
                return bean;
            }
        };
    }

    /** One migration script for both databases: the names of the two large types are all that differs. */
    @Bean
    FlywayConfigurationCustomizer portableTypes(Database database) {
        return flyway -> flyway.placeholders(database.typeNames());
    }
}
