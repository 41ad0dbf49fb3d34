package org.yilian.hub.notification;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** MSH-10 of messages that leave: 20 characters as older versions allow, never the same twice, telling nothing. */
@Component
class ControlIds {
    private static final char[] LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789".toCharArray();
    private static final int LENGTH = 18;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder id = new StringBuilder("YL");
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return id.toString();
    }
}
