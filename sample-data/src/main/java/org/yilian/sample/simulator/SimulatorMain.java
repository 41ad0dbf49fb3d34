package org.yilian.sample.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;

/**
 * Plays the sample region from the command line: {@code --host 127.0.0.1 --mllp 2575 --dicom 11112 --http
 * http://127.0.0.1:8080 --ae YILIAN --seed 42 --as-of 2026-11-22T00:00:00+08:00 --people 240 --studies 40 --messages 5000
 * --connections 3 --rate 0 --fhir true --ledger folder}. Every argument can be left out. Exit code 0 if the hub took all of
 * it, 1 if not, 2 for arguments nobody understands.
 */
public final class SimulatorMain {
    private static final Set<String> KNOWN = Set.of(
            "host",
            "mllp",
            "dicom",
            "http",
            "ae",
            "seed",
            "as-of",
            "people",
            "studies",
            "messages",
            "connections",
            "rate",
            "fhir",
            "ledger");
    private static final long TOLD_EVERY_NANOS = 500_000_000L;

    private final Map<String, String> arguments = new TreeMap<>();
    private long told;

    private SimulatorMain(String[] args) {
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("Arguments come in pairs");
        }
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || !KNOWN.contains(args[i].substring(2))) {
                throw new IllegalArgumentException("Unknown argument " + args[i]);
            }
            arguments.put(args[i].substring(2), args[i + 1]);
        }
    }

    public static void main(String[] args) throws InterruptedException, IOException {
        SimulatorMain main;
        try {
            main = new SimulatorMain(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(main.run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException, IOException {
        Instant asOf = arguments.containsKey("as-of")
                ? Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(arguments.get("as-of")))
                : RegionPlan.startOfDay(Instant.now());
        RegionPlan plan = new RegionPlan(whole("seed", 42), asOf, whole("people", 240), whole("studies", 40));
        HubAddress hub = new HubAddress(
                arguments.getOrDefault("host", "127.0.0.1"),
                whole("mllp", 2575),
                whole("dicom", 11112),
                arguments.getOrDefault("ae", "YILIAN"),
                URI.create(arguments.getOrDefault("http", "http://127.0.0.1:8080")));
        PlaySettings settings = PlaySettings.STANDARD
                .withConnections(whole("connections", 3))
                .withLimits(whole("messages", Integer.MAX_VALUE), plan.studies())
                .withFhir(Boolean.parseBoolean(arguments.getOrDefault("fhir", "true")))
                .withMessagesPerSecond(Double.parseDouble(arguments.getOrDefault("rate", "0")));
        Ledger ledger = new RegionSimulator(SampleRegion.of(plan), hub, settings, this::tell).play();
        System.out.printf("%n%s%nin %.1f s%n", ledger.summary(), ledger.took().toMillis() / 1000.0);
        if (arguments.containsKey("ledger")) {
            ledger.writeTo(Path.of(arguments.get("ledger")));
        }
        return ledger.complete();
    }

    private synchronized void tell(ProgressListener.Part part, int done, int total, int failed) {
        long now = System.nanoTime();
        if (now - told > TOLD_EVERY_NANOS || done == total) {
            told = now;
            System.out.printf(
                    Locale.ROOT,
                    "\r%-10s %d of %d%s   ",
                    part,
                    done,
                    total,
                    failed == 0 ? "" : ", not taken: " + failed);
        }
    }

    private int whole(String name, int fallback) {
        return arguments.containsKey(name) ? Integer.parseInt(arguments.get(name)) : fallback;
    }
}
