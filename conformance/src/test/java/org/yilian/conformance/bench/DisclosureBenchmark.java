package org.yilian.conformance.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.yilian.conformance.Databases;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.HubProcess;

/**
 * What deciding about other hospitals' records costs: searches of 50 entries over FHIR, asked by a hospital that keeps none of
 * them, so that facts have to be found for each. The time inside the decision is read after every request from the hub's own
 * timer ({@code hub_fhir_decision_seconds_sum}), the whole request is timed here. The aim is 15 % at the median. Arguments:
 * requests per search (200), {@code h2} or {@code postgres} for only one of them.
 */
public final class DisclosureBenchmark {
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC");
    private static final int PATIENTS = 200;
    private static final int RESULTS = 50;
    private static final int AIM = 15;

    private final int requests;

    private DisclosureBenchmark(int requests) {
        this.requests = requests;
    }

    public static void main(String[] args) throws Exception {
        DisclosureBenchmark benchmark = new DisclosureBenchmark(args.length > 0 ? Integer.parseInt(args[0]) : 200);
        String only = args.length > 1 ? args[1] : "";
        if (!only.equals("postgres")) {
            benchmark.measure(Databases.h2());
        }
        if (!only.equals("h2")) {
            benchmark.measure(Databases.postgres());
        }
        System.exit(0);
    }

    private void measure(Databases database) throws Exception {
        Path data = Files.createTempDirectory("yilian-disclosure").resolve("hub");
        try (database;
                HubProcess hub = HubProcess.start(data, database.settings(), JVM)) {
            HubHttp owner = HubHttp.client(hub.http(), "h002", "system/*.cruds");
            IntStream.range(0, PATIENTS).forEach(n -> fill(owner, n));
            HubHttp asker = HubHttp.client(hub.http(), "h001", "system/*.rs");
            HubHttp operator = HubHttp.user(hub.http(), "operator");
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %d patients with %d results each, %d requests a search, load %.1f%n"
                            + "| search of 50 entries | request ms | decision ms | share at the median |%n"
                            + "| --- | --- | --- | --- |%n",
                    database,
                    PATIENTS,
                    RESULTS,
                    requests,
                    java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                            .getSystemLoadAverage());
            searches().forEach((name, path) -> measure(asker, operator, name, path));
        }
    }

    /** {@code #} is another patient each time. */
    private static Map<String, String> searches() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("results of one patient", "/fhir/Observation?patient=h002-d#&_count=50");
        all.put("one result of each of 50 patients", "/fhir/Observation?code=item#&_count=50");
        all.put("50 patients", "/fhir/Patient?family=Bench&_count=50");
        all.put(
                "50 results with their patients",
                "/fhir/Observation?code=item#&_include=Observation:subject&_count=50");
        return all;
    }

    private static void fill(HubHttp owner, int n) {
        String patient = "h002-d" + n;
        List<String> entries = new ArrayList<>();
        entries.add(entry(
                "Patient",
                patient,
                "\"name\":[{\"family\":\"Bench\",\"given\":[\"N" + n + "\"]}],\"birthDate\":\"1980-01-01\""));
        for (int i = 0; i < RESULTS; i++) {
            entries.add(entry(
                    "Observation",
                    patient + "-" + i,
                    "\"status\":\"final\",\"code\":{\"coding\":[{\"code\":\"item" + i
                            + "\"}]},\"valueQuantity\":{\"value\":" + i
                            + ",\"unit\":\"mmol/L\"},\"subject\":{\"reference\":\"Patient/"
                            + patient + "\"}"));
        }
        if (n % 10 == 0) {
            entries.add(
                    entry(
                            "Consent",
                            patient + "-c",
                            "\"status\":\"active\",\"scope\":{\"coding\":[{\"code\":\"patient-privacy\"}]},"
                                    + "\"category\":[{\"coding\":[{\"code\":\"59284-0\"}]}],\"patient\":{\"reference\":\"Patient/"
                                    + patient
                                    + "\"},\"policyRule\":{\"coding\":[{\"code\":\"OPTIN\"}]},\"provision\":{\"type\":\"permit\"}"));
        }
        HubHttp.Answer answer = owner.post(
                "/fhir",
                "application/fhir+json",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}");
        if (answer.status() != 200) {
            throw new IllegalStateException("Writing was answered with " + answer.status());
        }
    }

    private static String entry(String type, String id, String content) {
        return "{\"resource\":{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + content
                + "},\"request\":{\"method\":\"PUT\",\"url\":\"" + type + "/" + id + "\"}}";
    }

    private void measure(HubHttp asker, HubHttp operator, String name, String path) {
        List<Double> whole = new ArrayList<>();
        List<Double> inside = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        // Half as many to warm up with.
        for (int i = -requests / 2; i < requests; i++) {
            String asked = path.replace("#", String.valueOf(Math.floorMod(i * 7, RESULTS)));
            double before = decided(operator);
            long begin = System.nanoTime();
            HubHttp.Answer answer = asker.get(asked, "application/fhir+json");
            double took = (System.nanoTime() - begin) / 1e6;
            double deciding = decided(operator) - before;
            if (answer.status() != 200 || answer.json().path("entry").size() < RESULTS) {
                throw new IllegalStateException(name + " was answered with " + answer.status() + " and "
                        + answer.json().path("entry").size() + " entries");
            }
            if (i >= 0) {
                whole.add(took);
                inside.add(deciding);
                share.add(100 * deciding / took);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.1f %%%s |%n",
                name,
                median(whole),
                median(inside),
                median(share),
                median(share) <= AIM ? "" : ", above the aim");
    }

    /** Milliseconds that the hub has spent deciding so far. */
    private static double decided(HubHttp operator) {
        return operator.get("/actuator/prometheus", "text/plain")
                .text()
                .lines()
                .filter(line -> line.startsWith("hub_fhir_decision_seconds_sum"))
                .mapToDouble(line -> 1000 * Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
