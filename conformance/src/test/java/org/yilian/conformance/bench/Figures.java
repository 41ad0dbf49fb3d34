package org.yilian.conformance.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What one server did, by name of the figure. */
final class Figures {
    private final String server;
    private final Map<String, Double> values = new LinkedHashMap<>();

    Figures(String server) {
        this.server = server;
    }

    void put(String name, double value) {
        values.put(name, value);
        System.out.printf(Locale.ROOT, "%-28s %-44s %10.2f%n", server, name, value);
    }

    void rate(String name, int count, Duration took) {
        put(name, count / (took.toNanos() / 1e9));
    }

    void perMessage(String name, int count, Duration cpu) {
        put(name, cpu.toNanos() / 1e6 / count);
    }

    double get(String name) {
        return values.getOrDefault(name, Double.NaN);
    }
}
