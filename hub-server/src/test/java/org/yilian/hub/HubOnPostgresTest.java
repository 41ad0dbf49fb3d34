package org.yilian.hub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** As {@link HubTest}, on PostgreSQL. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = HubServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.region=src/main/resources/demo/region.yaml",
            "hub.demo=true",
            "hub.intake.mllp-port=0",
            "hub.imaging.dicom-port=0",
            "hub.imaging.quiet=300ms",
            "hub.imaging.complete=1s"
        })
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = HubPlaces.OnPostgres.class)
public @interface HubOnPostgresTest {}
