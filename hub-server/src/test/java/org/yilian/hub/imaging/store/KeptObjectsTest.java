package org.yilian.hub.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are promised before they have their place. A crash is a store that is closed without settling. */
class KeptObjectsTest {
    private static final Instant AT = Instant.parse("2026-11-26T01:00:00Z");
    private static final String NOTE = "H001\nH001PACS";

    @TempDir
    Path folder;

    @Test
    void readsAKeptObjectBeforeAndAfterItIsSettled() throws IOException {
        try (FolderStore store = FolderStore.alone(folder)) {
            StoredObject kept = keep(store, data(1));

            assertThat(dataSet(store, kept)).isEqualTo(data(1));
            assertThat(store.exists(kept.key())).isTrue();
            assertThat(published()).isEmpty();
            store.settle(kept);
            assertThat(dataSet(store, kept)).isEqualTo(data(1));
            assertThat(published()).hasSize(1);
            assertThat(store.delete(kept.key(), Instant.now().plusSeconds(5))).isTrue();
        }
        assertThat(parts()).isEmpty();
    }

    @Test
    void givesTheNextProcessWhatWasKeptAndNotSettled() throws IOException {
        StoredObject first;
        StoredObject second;
        try (FolderStore store = FolderStore.alone(folder)) {
            first = keep(store, data(1));
            second = keep(store, data(2));
            store.settle(second);
        }
        try (FolderStore store = FolderStore.alone(folder)) {
            List<UnsettledObject> found = store.unsettled();

            assertThat(found).hasSize(1);
            UnsettledObject one = found.get(0);
            assertThat(one.note()).isEqualTo(NOTE);
            assertThat(one.at()).isEqualTo(AT);
            assertThat(one.object().finish()).isEqualTo(first.sha256());
            assertThat(one.object().destined("1.2", "1.2.3")).isEqualTo(first);
            one.object().close();
            assertThat(one.object().file())
                    .as("closing is no reason to lose it")
                    .exists();
            assertThat(dataSet(store, second)).isEqualTo(data(2));
        }
    }

    @Test
    void canPutIntoQuarantineWhatIsKept() throws IOException {
        try (FolderStore store = FolderStore.alone(folder)) {
            IncomingObject incoming = receive(store, data(1));
            StoredObject kept = incoming.keep("1.2", "1.2.3", AT, NOTE);
            incoming.close();

            StoredObject held = incoming.quarantine("1.2.3");

            assertThat(dataSet(store, held)).isEqualTo(data(1));
            assertThat(store.exists(kept.key())).isFalse();
        }
    }

    @Test
    void throwsAwayWhatIsNotWhole() throws IOException {
        try (FolderStore store = FolderStore.alone(folder)) {
            keep(store, data(1));
            receive(store, data(2));
        }
        Path whole = parts().stream().filter(each -> slipped(each)).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(whole);
        Path incoming = whole.getParent();
        Files.write(incoming.resolve("short.part"), Arrays.copyOf(bytes, bytes.length - 1));
        Files.write(incoming.resolve("head.part"), Arrays.copyOf(bytes, 300));
        Files.write(incoming.resolve("long.part"), Arrays.copyOf(bytes, bytes.length + 1));
        for (int at : List.of(160, 300, bytes.length - 5)) {
            byte[] other = bytes.clone();
            other[at]++;
            Files.write(incoming.resolve("other" + at + ".part"), other);
        }

        try (FolderStore store = FolderStore.alone(folder)) {
            assertThat(store.unsettled()).hasSize(1);
            assertThat(parts()).containsExactly(whole);
        }
    }

    @Test
    void leavesNothingOfWhatIsNotKept() throws IOException {
        try (FolderStore store = FolderStore.alone(folder)) {
            receive(store, data(1)).close();
        }
        assertThat(parts()).isEmpty();
    }

    @Test
    void belongsToOneProcess() throws IOException {
        try (FolderStore store = FolderStore.alone(folder)) {
            assertThat(store.keeps()).isTrue();
            assertThatThrownBy(() -> FolderStore.alone(folder)).hasMessageContaining("HUB-0590");
        }
        FolderStore.alone(folder).close();
        assertThat(new FolderStore(folder).keeps()).isFalse();
    }

    private static StoredObject keep(FolderStore store, byte[] data) throws IOException {
        try (IncomingObject incoming = receive(store, data)) {
            return incoming.keep("1.2", "1.2.3", AT, NOTE);
        }
    }

    private static IncomingObject receive(FolderStore store, byte[] data) throws IOException {
        IncomingObject incoming = store.receive();
        int length = 20 + IncomingObject.SLIP;
        ByteBuffer header = ByteBuffer.allocate(144 + length).order(ByteOrder.LITTLE_ENDIAN);
        incoming.header(header.putInt(140, length).array());
        incoming.dataSet().write(data);
        return incoming;
    }

    private static byte[] data(int seed) {
        byte[] data = new byte[300_000];
        new Random(seed).nextBytes(data);
        return data;
    }

    private static byte[] dataSet(FolderStore store, StoredObject object) throws IOException {
        try (FileChannel file = store.open(object.key())) {
            ByteBuffer all = ByteBuffer.allocate((int) object.size() - object.dataSetOffset());
            file.position(object.dataSetOffset());
            while (all.hasRemaining() && file.read(all) >= 0) {
                // to the end
            }
            return all.array();
        }
    }

    private static boolean slipped(Path part) {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.READ)) {
            ByteBuffer letters = ByteBuffer.allocate(4);
            file.read(letters, 164);
            return new String(letters.array(), StandardCharsets.US_ASCII).equals("YHK1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> published() throws IOException {
        return files(".dcm");
    }

    private List<Path> parts() throws IOException {
        return files(".part");
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(each -> each.toString().endsWith(suffix)).toList();
        }
    }
}
