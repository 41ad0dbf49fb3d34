package org.yilian.conformance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.yilian.conformance.HubHttp;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.simulator.HubAddress;
import org.yilian.sample.simulator.Ledger;
import org.yilian.sample.simulator.PlaySettings;
import org.yilian.sample.simulator.ProgressListener;
import org.yilian.sample.simulator.RegionSimulator;

/**
 * Plays the sample region against a running hub of the sample region, then asks from outside for everything that was
 * promised, and prints a table. {@code --data <HUB_DATA of the hub>} finds the ports, or {@code --http --mllp --dicom} name
 * them; {@code --people 240 --studies 40 --seed 42 --pages true} say how much. Exit code 0 if all holds, 1 if not, 2 for
 * arguments nobody understands.
 */
public final class DemoCheck {
    private static final long TOLD_EVERY_NANOS = 1_000_000_000L;
    private static final long DRAIN_NANOS = TimeUnit.MINUTES.toNanos(20);

    private final HubAddress hub;
    private final RegionPlan plan;
    private final boolean pages;
    private final PrintStream out;
    private long told;

    public DemoCheck(HubAddress hub, RegionPlan plan, boolean pages, PrintStream out) {
        this.hub = hub;
        this.plan = plan;
        this.pages = pages;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        DemoCheck check;
        try {
            check = of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(check.run() ? 0 : 1);
    }

    private static DemoCheck of(String[] args) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(Map.of(
                "host", "127.0.0.1", "people", "240", "studies", "40", "seed", "42", "pages", "true", "ae", "YILIAN"));
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("Arguments come in pairs: --name value");
            }
            given.put(args[i].substring(2), args[i + 1]);
        }
        if (given.containsKey("data")) {
            Properties ports = new Properties();
            try (InputStream in = Files.newInputStream(Path.of(given.get("data"), "listening.properties"))) {
                ports.load(in);
            }
            ports.stringPropertyNames().forEach(name -> given.putIfAbsent(name, ports.getProperty(name)));
        }
        for (String needed : List.of("http", "mllp", "dicom")) {
            if (!given.containsKey(needed)) {
                throw new IllegalArgumentException("--data, or --http, --mllp and --dicom are needed");
            }
        }
        String http = given.get("http");
        HubAddress hub = new HubAddress(
                given.get("host"),
                Integer.parseInt(given.get("mllp")),
                Integer.parseInt(given.get("dicom")),
                given.get("ae"),
                URI.create(http.startsWith("http") ? http : "http://" + given.get("host") + ":" + http));
        RegionPlan plan = new RegionPlan(
                Long.parseLong(given.get("seed")),
                RegionPlan.startOfDay(Instant.now()),
                Integer.parseInt(given.get("people")),
                Integer.parseInt(given.get("studies")));
        return new DemoCheck(hub, plan, Boolean.parseBoolean(given.get("pages")), System.out);
    }

    /** Plays, asks, prints; whether all of it holds. */
    public boolean run() throws Exception {
        SampleRegion region = SampleRegion.of(plan);
        PlaySettings settings = PlaySettings.STANDARD.withLimits(Integer.MAX_VALUE, plan.studies());
        Ledger ledger = new RegionSimulator(region, hub, settings, this::tell).play();
        out.printf(
                Locale.ROOT,
                "%n%sfed in %.1f s%n",
                ledger.summary(),
                ledger.took().toMillis() / 1000.0);
        Played played = new Played(region, hub, ledger);
        List<Finding> findings = new ArrayList<>(List.of(drained(played)));
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("messages", new MessageStep());
        steps.put("results", new ResultStep());
        steps.put("images", new ImageStep(pages));
        steps.put("identity", new IdentityStep());
        steps.put("recognition", new RecognitionStep());
        steps.put("report", new ReportStep());
        steps.put("doors", new DoorStep());
        for (Map.Entry<String, Step> step : steps.entrySet()) {
            long start = System.nanoTime();
            out.printf(Locale.ROOT, "checking %-12s", step.getKey());
            out.flush();
            try {
                findings.addAll(step.getValue().check(played));
            } catch (RuntimeException | IOException e) {
                // The other steps still tell something; texts of exceptions may name what was asked for.
                findings.add(Finding.of(
                        step.getKey() + " could not be checked",
                        false,
                        e.getClass().getSimpleName()
                                + (e instanceof IllegalStateException ? ": " + e.getMessage() : "")));
            }
            out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
        }
        return print(findings);
    }

    private boolean print(List<Finding> findings) {
        out.println();
        for (Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%s  %-62s %s%n",
                    finding.holds() ? "  ok  " : "FAILED",
                    finding.what(),
                    finding.detail());
        }
        long failed = findings.stream().filter(finding -> !finding.holds()).count();
        out.printf(Locale.ROOT, "%n%d of %d hold%n", findings.size() - failed, findings.size());
        return failed == 0;
    }

    /** Messages are answered when they are safe, not when they are in the record: waits for the latter. */
    private Finding drained(Played played) throws InterruptedException {
        HubHttp operator = played.user("operator");
        long start = System.nanoTime();
        while (true) {
            JsonNode counts = operator.json("/api/messages?limit=1").path("counts");
            long waiting = counts.path("RECEIVED").asLong();
            out.printf(Locale.ROOT, "\rwaiting for the record: %d messages to go   ", waiting);
            if (waiting == 0 || System.nanoTime() - start > DRAIN_NANOS) {
                out.println();
                long failed = counts.path("FAILED").asLong()
                        + counts.path("QUARANTINED").asLong();
                boolean some = !operator.json("/api/messages?limit=1&state=DONE")
                        .path("items")
                        .isEmpty();
                return Finding.of(
                        "every message is in the record",
                        waiting == 0 && failed == 0 && some,
                        "%s after %.1f s".formatted(counts, (System.nanoTime() - start) / 1e9));
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private synchronized void tell(ProgressListener.Part part, int done, int total, int failed) {
        long now = System.nanoTime();
        if (now - told > TOLD_EVERY_NANOS || done == total) {
            told = now;
            out.printf(
                    Locale.ROOT,
                    "\r%-10s %d of %d%s   ",
                    part,
                    done,
                    total,
                    failed == 0 ? "" : ", not taken: " + failed);
        }
    }
}
