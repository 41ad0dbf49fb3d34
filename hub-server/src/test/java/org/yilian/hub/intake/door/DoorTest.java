package org.yilian.hub.intake.door;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.yilian.hub.HubPlaces;
import org.yilian.hub.HubServer;

/** The whole hub with {@link DoorRegion}; one context for all tests of doors. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = HubServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.demo=true",
            "hub.intake.mllp-port=0",
            "hub.intake.mllps-port=0",
            "hub.imaging.dicom-port=0",
            "hub.imaging.dicom-tls-port=0",
            "hub.imaging.dicom-tls-host=127.0.0.1"
        })
@ContextConfiguration(initializers = {HubPlaces.OnH2.class, DoorRegion.class})
@interface DoorTest {}
