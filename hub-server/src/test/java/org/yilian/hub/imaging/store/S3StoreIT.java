package org.yilian.hub.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.hub.platform.vault.TestVaults;
import org.yilian.hub.platform.vault.Vault;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The store in a bucket of S3Mock, a process of its own. */
class S3StoreIT {
    private static final String BUCKET = "images";
    private static Process server;
    private static S3Client s3;

    @TempDir
    static Path serverFolder;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "s3-server.jar").toString(),
                        "--server.port=" + freePort(),
                        "--com.adobe.testing.s3mock.httpPort=" + port)
                .redirectErrorStream(true)
                .redirectOutput(serverFolder.resolve("log").toFile())
                .start();
        s3 = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://localhost:" + port))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> s3.createBucket(request -> request.bucket(BUCKET)) != null);
    }

    @AfterAll
    static void stop() {
        server.destroyForcibly();
    }

    @Test
    void hasAnObjectInTheBucketBeforeItIsPublished() throws IOException {
        S3Store store = store("a", Duration.ofDays(1));
        byte[] bytes = bytes(300_001);

        StoredObject stored = put(store, bytes, "1.2.3");

        assertThat(s3.headObject(request -> request.bucket(BUCKET).key(stored.key()))
                        .contentLength())
                .isEqualTo(bytes.length + 1);
        assertThat(read(store, stored)).endsWith(bytes);
        assertThat(read(store("another node", Duration.ofDays(1)), stored)).endsWith(bytes);
    }

    @Test
    void bringsBackWhatOnlyTheBucketHas() throws IOException {
        S3Store store = store("a", Duration.ZERO);
        byte[] bytes = bytes(70_000);
        StoredObject stored = put(store, bytes, "1.2.4");

        store.sweep(Instant.now());
        assertThat(files()).isZero();
        assertThat(store.exists(stored.key())).isTrue();
        assertThat(read(store, stored)).endsWith(bytes);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void deletesFromFolderAndBucketUnlessItCameAgain() throws IOException {
        S3Store store = store("a", Duration.ofDays(1));
        StoredObject stored = put(store, bytes(10), "1.2.5");

        assertThat(store.delete(stored.key(), Instant.now().minusSeconds(60))).isFalse();
        assertThat(store.delete(stored.key(), Instant.now().plusSeconds(60))).isTrue();

        assertThat(store.exists(stored.key())).isFalse();
        assertThatThrownBy(() -> store.open(stored.key())).isInstanceOf(NoSuchFileException.class);
        assertThat(store.delete(stored.key(), Instant.now().plusSeconds(60))).isFalse();
    }

    @Test
    void listsTheBucketAndSetsAsideInIt() throws IOException {
        S3Store store = store("a", Duration.ofDays(1));
        StoredObject stored = put(store, bytes(11), "1.2.7");

        assertThat(keys(store)).contains(stored.key());
        assertThat(store.setAside(stored.key(), Instant.now().minusSeconds(60))).isFalse();
        assertThat(store.setAside(stored.key(), Instant.now().plusSeconds(60))).isTrue();
        assertThat(store.exists(stored.key())).isFalse();
        assertThat(store.exists(ImageStore.aside(stored.key()))).isTrue();
        assertThat(keys(store)).doesNotContain(stored.key());
    }

    @Test
    void givesUpUploadsInPartsThatNobodyGoesOnWith() throws IOException {
        S3Store store = store("b", Duration.ofDays(1));
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("studies/crash"));

        assertThat(store.sweep(Instant.now().minusSeconds(60))).isZero();
        assertThat(store.sweep(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads())
                .isEmpty();
    }

    private static List<String> keys(S3Store store) throws IOException {
        List<String> keys = new ArrayList<>();
        store.list(each -> keys.add(each.key()));
        return keys;
    }

    @Test
    void tellsNobodyThatAnObjectIsStoredWhenTheBucketDoesNotTakeIt() throws IOException {
        S3Store store = new S3Store(
                s3,
                "no-such-bucket",
                new FolderStore(folder, Vault.open(), Clock.systemUTC()),
                Duration.ofDays(1),
                Clock.systemUTC());

        assertThatThrownBy(() -> put(store, bytes(10), "1.2.6")).isInstanceOf(IOException.class);
    }

    @Test
    void hasInTheBucketWhatWasSealedAndNothingElse() throws IOException {
        S3Store store = store("a", Duration.ZERO, TestVaults.sealing());
        byte[] bytes = "Wang^Xiuying ".repeat(9_000).getBytes(StandardCharsets.US_ASCII);
        StoredObject stored = put(store, bytes, "1.2.7");
        store.sweep(Instant.now());

        byte[] kept = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(stored.key()))
                .asByteArray();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Xiuying");
        assertThat(stored.size()).isEqualTo(bytes.length + 1);
        assertThat(read(store("another node", Duration.ofDays(1), TestVaults.sealing()), stored))
                .endsWith(bytes);
    }

    private S3Store store(String node, Duration hot) throws IOException {
        return store(node, hot, Vault.open());
    }

    private S3Store store(String node, Duration hot, Vault vault) throws IOException {
        return new S3Store(
                s3, BUCKET, new FolderStore(folder.resolve(node), vault, Clock.systemUTC()), hot, Clock.systemUTC());
    }

    private static StoredObject put(S3Store store, byte[] dataSet, String sop) throws IOException {
        try (IncomingObject incoming = store.receive()) {
            incoming.header(new byte[] {1});
            incoming.dataSet().write(dataSet);
            return incoming.publish("1.2", sop);
        }
    }

    private static byte[] read(S3Store store, StoredObject stored) throws IOException {
        try (FileChannel file = store.open(stored.key())) {
            ByteBuffer all = ByteBuffer.allocate((int) stored.size());
            while (all.hasRemaining() && file.read(all) >= 0) {
                // to the end
            }
            return all.array();
        }
    }

    private long files() throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
