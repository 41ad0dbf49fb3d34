package org.yilian.hub.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.hub.platform.vault.Vault;

class FolderStoreTest {
    @TempDir
    Path folder;

    @Test
    void keepsHeaderAndDataSetAndHashesOnlyTheDataSet() throws Exception {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());
        byte[] dataSet = new byte[700_001];
        new java.util.Random(1).nextBytes(dataSet);

        StoredObject stored = store(store, "header", dataSet, "1.2.3", "1.2.3.4");

        assertThat(stored.size()).isEqualTo(6 + dataSet.length);
        assertThat(stored.dataSetOffset()).isEqualTo(6);
        assertThat(stored.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(dataSet)));
        try (FileChannel file = store.open(stored.key())) {
            ByteBuffer all = ByteBuffer.allocate((int) stored.size());
            while (all.hasRemaining() && file.read(all) >= 0) {
                // to the end
            }
            assertThat(all.array())
                    .startsWith("header".getBytes(StandardCharsets.US_ASCII))
                    .endsWith(dataSet);
        }
    }

    /** Past the page cache a file is written in whole blocks: none of the last one may stay. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 505, 4090, 4091, 8186, 262_137, 262_138, 262_139, 524_282, 1_000_003})
    void keepsEachByteWhereItIsWrittenInBlocks(int length) throws Exception {
        byte[] dataSet = new byte[length];
        new java.util.Random(length).nextBytes(dataSet);
        for (boolean direct : new boolean[] {true, false}) {
            FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC(), direct);
            StoredObject stored = store(store, "header", dataSet, "1.2.3", "1.2.3.4");
            byte[] all = Files.readAllBytes(folder.resolve(stored.key()));
            assertThat(all).hasSize(6 + length).endsWith(dataSet);
            assertThat(stored.size()).isEqualTo(all.length);
        }
    }

    /** Buffers are used again: what an object left in one must not show in the next. */
    @Test
    void manyAtOnceDoNotMeetInOneBuffer() throws Exception {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC(), true);
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int n = i;
                all.add(senders.submit(() -> {
                    byte[] dataSet = new byte[n * 1_777];
                    Arrays.fill(dataSet, (byte) n);
                    StoredObject stored = store(store, "header", dataSet, "1.2.3", "1.2.3." + n);
                    assertThat(Files.readAllBytes(folder.resolve(stored.key())))
                            .endsWith(dataSet)
                            .hasSize(6 + dataSet.length);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(files()).allMatch(file -> file.toString().endsWith(".dcm")).hasSize(200);
    }

    @Test
    void nobodyElseMayReadWhatArrives() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC(), direct);
            StoredObject stored = store(store, "header", new byte[] {1}, "1.2.3", "1.2.3.4");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(stored.key()))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void showsNothingBeforeItIsPublishedAndLeavesNothingWhenItIsNot() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());
        try (IncomingObject incoming = store.receive()) {
            incoming.header(new byte[] {1});
            incoming.dataSet().write(new byte[100_000]);
            incoming.finish();
            assertThat(published()).isEmpty();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void throwsAwayAtStartWhatACrashLeftHalfReceived() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());
        // A crash: never closed.
        store.receive().dataSet().write(new byte[300_000]);
        Path left = files().get(0);

        new FolderStore(folder, Vault.open(), Clock.systemUTC());
        assertThat(files()).as("another node may be receiving it").containsExactly(left);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        FolderStore again = new FolderStore(folder, Vault.open(), Clock.systemUTC());

        assertThat(files()).isEmpty();
        assertThat(store(again, "h", new byte[] {1, 2}, "1.2", "1.3").key()).startsWith("studies/");
    }

    @Test
    void deletesAnObjectUnlessItCameAgainMeanwhile() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());
        Instant removed = Instant.now().minusSeconds(5);
        String key = store(store, "h", new byte[] {1}, "1.2.3", "1.2.3.4").key();

        assertThat(store.delete(key, removed)).isFalse();
        assertThat(store.exists(key)).isTrue();
        assertThat(store.delete(key, Instant.now().plusSeconds(5))).isTrue();
        assertThat(store.exists(key)).isFalse();
        assertThat(store.delete(key, Instant.now().plusSeconds(5))).isFalse();
    }

    @Test
    void listsWhatIsPublishedStudyByStudyAndSetsAsideWhatIsOld() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());
        String one = store(store, "h", new byte[] {1}, "1.2.3", "1.2.3.4").key();
        String other = store(store, "h", new byte[] {2}, "1.2.9", "1.2.9.4").key();
        String two = store(store, "h", new byte[] {3, 4}, "1.2.3", "1.2.3.5").key();
        store.receive();
        List<ListedObject> listed = new java.util.ArrayList<>();
        store.list(listed::add);

        assertThat(listed).extracting(ListedObject::key).containsExactlyInAnyOrder(one, other, two);
        assertThat(listed.get(1).folder())
                .as("one study after the other")
                .isIn(listed.get(0).folder(), listed.get(2).folder());
        assertThat(listed)
                .filteredOn(each -> each.folder().equals(FolderStore.studyFolder("1.2.3")))
                .hasSize(2);
        assertThat(store.setAside(one, Instant.now().minusSeconds(60))).isFalse();
        assertThat(store.exists(one)).isTrue();
        assertThat(store.setAside(one, Instant.now().plusSeconds(60))).isTrue();
        assertThat(store.exists(one)).isFalse();
        assertThat(store.exists(ImageStore.aside(one))).isTrue();
        assertThat(store.setAside(one, Instant.now().plusSeconds(60))).isFalse();
        listed.clear();
        store.list(listed::add);
        assertThat(listed).extracting(ListedObject::key).containsExactlyInAnyOrder(other, two);
    }

    @Test
    void givesTheSameContentTheSameKeyAndOtherContentAnother() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());

        StoredObject first = store(store, "h", new byte[] {1}, "1.2.3", "1.2.3.4");
        StoredObject again = store(store, "h", new byte[] {1}, "1.2.3", "1.2.3.4");
        StoredObject other = store(store, "h", new byte[] {2}, "1.2.3", "1.2.3.4");

        assertThat(again).isEqualTo(first);
        assertThat(other.key()).isNotEqualTo(first.key());
        assertThat(published()).hasSize(2);
    }

    @Test
    void makesNoPathOutOfWhatAPeerSent() throws IOException {
        FolderStore store = new FolderStore(folder.resolve("images"), Vault.open(), Clock.systemUTC());

        StoredObject stored = store(store, "h", new byte[] {1}, "../../../etc", "/etc/passwd\0..");

        assertThat(stored.key()).matches("studies/[0-9a-f]{2}/[0-9a-f]{32}/[0-9a-f]{32}-[0-9a-f]{32}\\.dcm");
        assertThat(files()).allMatch(file -> file.startsWith(folder.resolve("images")));
    }

    @Test
    void opensOnlyKeysOfItsOwnForm() throws IOException {
        FolderStore store = new FolderStore(folder, Vault.open(), Clock.systemUTC());

        for (String key : List.of("../x.dcm", "/etc/passwd", "studies/../../x.dcm", "incoming/1.part", "")) {
            assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static StoredObject store(FolderStore store, String header, byte[] dataSet, String study, String sop)
            throws IOException {
        try (IncomingObject incoming = store.receive()) {
            incoming.header(header.getBytes(StandardCharsets.US_ASCII));
            int half = dataSet.length / 2;
            incoming.dataSet().write(dataSet, 0, half);
            incoming.dataSet().write(dataSet, half, dataSet.length - half);
            return incoming.publish(study, sop);
        }
    }

    private List<Path> published() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".dcm")).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
