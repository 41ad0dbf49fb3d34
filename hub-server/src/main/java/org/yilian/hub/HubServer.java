package org.yilian.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;

/** Yilian Hub, the server of one region. */
@SpringBootApplication(exclude = ThymeleafAutoConfiguration.class)
public class HubServer {

    public static void main(String[] arguments) {
        SpringApplication.run(HubServer.class, arguments);
    }
}
