package org.yilian.sample.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Regions;
import org.yilian.sample.SampleRegion;

class RegionSimulatorIT {
    private static final SampleRegion REGION = SampleRegion.of(new RegionPlan(42, Regions.AS_OF, 40, 9));
    private static final PlaySettings QUICK = PlaySettings.STANDARD.withAttempts(6, Duration.ofMillis(2));

    @TempDir
    Path folder;

    @Test
    void everythingArrivesOnceInOrderAndIsInTheBooks() throws IOException, InterruptedException {
        try (FakeHub hub = new FakeHub()) {
            AtomicInteger told = new AtomicInteger();
            Ledger ledger = new RegionSimulator(
                            REGION, hub.address(), QUICK, (part, done, total, failed) -> told.incrementAndGet())
                    .play();
            assertThat(ledger.complete()).isTrue();
            assertThat(hub.messages).hasSameSizeAs(REGION.messages());
            assertThat(ordersByPatient(hub.messages))
                    .isEqualTo(ordersByPatient(REGION.messages().stream()
                            .map(message -> message.bytes())
                            .toList()));
            assertThat(ledger.instances()).hasSizeGreaterThan(60);
            assertThat(ledger.instances().stream()
                            .collect(Collectors.toMap(SentInstance::sopInstanceUid, SentInstance::sha256)))
                    .isEqualTo(hub.instances);
            assertThat(hub.bundles)
                    .hasSameSizeAs(ledger.writes())
                    .allMatch(json -> json.contains("/x-1\"") && !json.contains("%"));
            assertThat(told.get())
                    .isEqualTo(ledger.messages().size()
                            + ledger.instances().size()
                            + ledger.writes().size());
            ledger.writeTo(folder);
            assertThat(Files.readAllLines(folder.resolve("results.csv")))
                    .hasSize(ledger.results().size() + 1);
        }
    }

    @Test
    void booksCountWhatTheHistoryHolds() throws IOException, InterruptedException {
        try (FakeHub hub = new FakeHub()) {
            Ledger ledger = play(hub, QUICK.withLimits(Integer.MAX_VALUE, 0).withFhir(false));
            long results = REGION.history().visits().stream()
                    .flatMap(visit -> visit.labs().stream())
                    .mapToLong(lab -> lab.releases()
                            .get(lab.releases().size() - 1)
                            .results()
                            .size())
                    .sum();
            assertThat(ledger.results().stream().filter(result -> !result.text()))
                    .hasSize((int) results)
                    .allMatch(result -> result.item() != null);
            assertThat(ledger.resultsByMonth().values().stream()
                            .mapToLong(n -> n)
                            .sum())
                    .isEqualTo(results);
        }
    }

    @Test
    void hubThatIsNotThereIsToldAsSuch() throws InterruptedException, IOException {
        HubAddress nowhere;
        try (FakeHub hub = new FakeHub()) {
            nowhere = hub.address();
        }
        Ledger ledger = new RegionSimulator(
                        REGION,
                        nowhere,
                        QUICK.withLimits(5, 1).withFhir(false).withAttempts(1, Duration.ZERO),
                        (part, done, total, failed) -> {})
                .play();
        assertThat(ledger.complete()).isFalse();
        assertThat(ledger.messages()).allMatch(sent -> sent.answer().equals("NOT_SENT"));
        assertThat(ledger.instances()).allMatch(sent -> sent.status() == SentInstance.NO_ANSWER);
        assertThat(ledger.results()).isEmpty();
    }

    private static Ledger play(FakeHub hub, PlaySettings settings) throws InterruptedException {
        return new RegionSimulator(REGION, hub.address(), settings, (part, done, total, failed) -> {}).play();
    }

    private static Map<String, List<String>> ordersByPatient(List<byte[]> messages) {
        Map<String, List<String>> orders = new HashMap<>();
        for (byte[] bytes : messages) {
            String[] segments = new String(bytes, StandardCharsets.ISO_8859_1).split("\r");
            String[] msh = segments[0].split("\\|");
            String pid = Arrays.stream(segments)
                    .filter(segment -> segment.startsWith("PID"))
                    .findFirst()
                    .orElseThrow();
            orders.computeIfAbsent(msh[3] + pid.split("\\|")[3], key -> new ArrayList<>())
                    .add(msh[9]);
        }
        return orders;
    }
}
