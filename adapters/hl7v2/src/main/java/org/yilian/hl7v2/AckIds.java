package org.yilian.hl7v2;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Control ids of at most 20 letters and digits, unique to a start of the process. */
final class AckIds implements Supplier<String> {

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    AckIds(long startMillis) {
        prefix = "Y" + Long.toString(startMillis, 36).toUpperCase(Locale.ROOT);
    }

    @Override
    public String get() {
        String n = Long.toString(count.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
        return prefix + "0".repeat(Math.max(0, 6 - n.length())) + n;
    }
}
