package org.yilian.hub.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedObjectsTest {
    private static final int CHUNK = SealedHead.CHUNK;
    private static final int STEP = SealedHead.SEALED_CHUNK;
    private static final String KEYS = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path folder;

    private static Vault vault(String suite, String keys) {
        List<Suite> suites = List.of(new AesGcm(), new Sm4Gcm());
        Suite chosen = suites.stream()
                .filter(each -> each.name().equals(suite))
                .findFirst()
                .orElse(null);
        return new Vault(suites, chosen, KeyRing.read(keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "SM4-GCM"})
    void givesBackWhatWasWrittenByAnyRange(String suite) throws IOException {
        Vault vault = vault(suite, KEYS);
        for (int length : new int[] {0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 77}) {
            byte[] plain = random(length);
            Path file = write(vault, "a", plain);
            assertThat(Files.size(file))
                    .isEqualTo(SealedHead.SIZE + length + SealedHead.chunks(length) * Suite.Aead.TAG);
            try (FileChannel in = open(vault, file, "a")) {
                assertThat(in.size()).isEqualTo(length);
                assertThat(Channels.newInputStream(in).readAllBytes()).isEqualTo(plain);
                for (int i = 0; i < 20 && length > 0; i++) {
                    int from = new Random(i).nextInt(length);
                    int count = new Random(i * 31L).nextInt(length - from + 1);
                    ByteBuffer some = ByteBuffer.allocate(count);
                    assertThat(in.read(some, from)).isEqualTo(count);
                    assertThat(some.array()).isEqualTo(Arrays.copyOfRange(plain, from, from + count));
                    var out = new java.io.ByteArrayOutputStream();
                    assertThat(in.transferTo(from, count, Channels.newChannel(out)))
                            .isEqualTo(count);
                    assertThat(out.toByteArray()).isEqualTo(some.array());
                }
                assertThat(in.read(ByteBuffer.allocate(1), length)).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "SM4-GCM"})
    void noticesWhatIsChangedCutSwappedOrPutInAnothersPlace(String suite) throws IOException {
        Vault vault = vault(suite, KEYS);
        byte[] plain = random(3 * CHUNK + 500);
        byte[] stored = Files.readAllBytes(write(vault, "a", plain));
        byte[] other = Files.readAllBytes(write(vault, "b", plain));
        int head = SealedHead.SIZE;

        for (int at : new int[] {8, 15, 16, 17, 20, 49, 50, 60, head - 1, head, head + STEP + 3, stored.length - 1}) {
            refused(vault, "a", stored, bytes -> {
                bytes[at] ^= 4;
                return bytes;
            });
        }
        // A tail, a chunk, or all but the head is cut; something is added.
        refused(vault, "a", stored, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
        refused(vault, "a", stored, bytes -> Arrays.copyOf(bytes, head + 3 * STEP));
        refused(vault, "a", stored, bytes -> Arrays.copyOf(bytes, head));
        refused(vault, "a", stored, bytes -> Arrays.copyOf(bytes, head - 1));
        refused(vault, "a", stored, bytes -> Arrays.copyOf(bytes, bytes.length + 1));
        // Two chunks change places; a chunk, or all of them, come from another object; one object in the place of
        // another.
        refused(vault, "a", stored, bytes -> {
            System.arraycopy(stored, head, bytes, head + STEP, STEP);
            System.arraycopy(stored, head + STEP, bytes, head, STEP);
            return bytes;
        });
        refused(vault, "a", stored, bytes -> {
            System.arraycopy(other, head + STEP, bytes, head + STEP, STEP);
            return bytes;
        });
        refused(vault, "a", stored, bytes -> {
            System.arraycopy(other, head, bytes, head, bytes.length - head);
            return bytes;
        });
        refused(vault, "a", other, bytes -> bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "SM4-GCM"})
    void opensNoChunkButThoseOfTheRange(String suite) throws IOException {
        Vault vault = vault(suite, KEYS);
        byte[] plain = random(4 * CHUNK);
        Path file = write(vault, "a", plain);
        byte[] stored = Files.readAllBytes(file);
        stored[SealedHead.SIZE] ^= 1;
        stored[SealedHead.SIZE + 3 * STEP] ^= 1;
        Files.write(file, stored);
        try (FileChannel in = open(vault, file, "a")) {
            ByteBuffer two = ByteBuffer.allocate(2 * CHUNK);
            in.read(two, CHUNK);
            assertThat(two.array()).isEqualTo(Arrays.copyOfRange(plain, CHUNK, 3 * CHUNK));
            assertThatThrownBy(() -> in.read(ByteBuffer.allocate(1), 0)).isInstanceOf(DamagedObject.class);
        }
    }

    /** A newer key, the other suite, and nothing at all for what is new: what was written stays readable. */
    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "SM4-GCM", "none"})
    void readsWhatWasWrittenBefore(String now) throws IOException {
        byte[] plain = random(CHUNK + 9);
        Path clear = write(vault("none", ""), "clear", plain);
        assertThat(Files.readAllBytes(clear)).isEqualTo(plain);
        Path old = write(vault("SM4-GCM", KEYS), "old", plain);
        Vault vault = vault(now, KEYS + "\n# since March\nnew:" + "B".repeat(43) + "=");
        for (Path file : List.of(clear, old, write(vault, "new", plain))) {
            try (FileChannel in = open(vault, file, file.getFileName().toString())) {
                assertThat(Channels.newInputStream(in).readAllBytes()).isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "SM4-GCM"})
    void showsNothingOfThePlainObject(String suite) throws IOException {
        byte[] plain = "王秀英 1961-02-03 ".repeat(9000).getBytes(StandardCharsets.UTF_8);
        String stored = Files.readString(write(vault(suite, KEYS), "a", plain), StandardCharsets.ISO_8859_1);
        String clear = Files.readString(write(vault("none", KEYS), "b", plain), StandardCharsets.ISO_8859_1);
        String name = new String("秀英".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(clear).contains(name);
        assertThat(stored).doesNotContain(name).doesNotContain("1961-02-03");
    }

    private void refused(Vault vault, String name, byte[] stored, UnaryOperator<byte[]> change) throws IOException {
        Path file = Files.write(folder.resolve("changed"), change.apply(stored.clone()));
        assertThatThrownBy(() -> {
                    try (FileChannel in = open(vault, file, name)) {
                        Channels.newInputStream(in).readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(file.toString()));
    }

    private Path write(Vault vault, String name, byte[] plain) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            SealedObjects.Writing writing = new SealedObjects(vault).write(out);
            Random pieces = new Random(plain.length);
            for (int at = 0; at < plain.length; ) {
                int n = Math.min(plain.length - at, 1 + pieces.nextInt(100_000));
                writing.write(ByteBuffer.wrap(plain, at, n));
                at += n;
            }
            writing.end();
            writing.name(name);
        }
        return file;
    }

    private static FileChannel open(Vault vault, Path file, String name) throws IOException {
        return new SealedObjects(vault).read(FileChannel.open(file, StandardOpenOption.READ), name);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
