package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yilian.dicom.UID;

/** Starting, limiting and stopping a server, and what it accepts. */
@Timeout(60)
class DicomServerIT {

    @Test
    void aRunningStoreIsAnsweredBeforeTheServerStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        DicomServer server = DicomServer.builder()
                .store((request, data) -> {
                    begun.countDown();
                    await(finish);
                    data.readAllBytes();
                    return DimseStatus.SUCCESS;
                })
                .start();
        DicomClient client = connect(server);
        CompletableFuture<DimseStatus> stored = CompletableFuture.supplyAsync(() -> store(client, 300_000));
        await(begun);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> refuses(server.port()));
        finish.countDown();

        assertThat(stored.get()).isEqualTo(DimseStatus.SUCCESS);
        stopped.get();
        assertThat(server.associationCount()).isZero();
    }

    @Test
    void idleAssociationsEndAtOnceWhenTheServerStops() throws Exception {
        DicomServer server = DicomServer.builder().start();
        try (DicomClient client = DicomClient.connect(
                AssociationRequest.to("127.0.0.1", server.port()).proposeEcho())) {
            assertThat(client.echo()).isEqualTo(DimseStatus.SUCCESS);

            server.stop(Duration.ofSeconds(20));

            assertThat(server.associationCount()).isZero();
            assertThatThrownBy(client::echo).isInstanceOf(AssociationAbortedException.class);
        }
    }

    @Test
    void anOperationThatDoesNotEndIsAbortedAfterTheDrainTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        DicomServer server = DicomServer.builder()
                .store((request, data) -> {
                    begun.countDown();
                    data.readAllBytes();
                    return DimseStatus.SUCCESS;
                })
                .start();
        CountDownLatch end = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            private int count;

            @Override
            public int read() {
                if (++count > 1_000_000) {
                    await(end);
                    return -1;
                }
                return 0;
            }
        };
        DicomClient client = connect(server);
        CompletableFuture<Throwable> sending = CompletableFuture.supplyAsync(() -> {
            try {
                client.store(Samples.SECONDARY_CAPTURE, "2.25.1", Samples.EXPLICIT_LITTLE, endless);
                return null;
            } catch (IOException e) {
                return e;
            }
        });
        await(begun);

        server.stop(Duration.ofMillis(200));
        end.countDown();

        assertThat(server.associationCount()).isZero();
        assertThat(sending.get()).isInstanceOf(AssociationAbortedException.class);
    }

    @Test
    void oneAssociationTooManyIsRejectedAsCongestion() throws Exception {
        try (DicomServer server = DicomServer.builder().maxAssociations(1).start();
                DicomClient first = DicomClient.connect(
                        AssociationRequest.to("127.0.0.1", server.port()).proposeEcho())) {
            assertThat(first.echo()).isEqualTo(DimseStatus.SUCCESS);
            assertThatThrownBy(() -> DicomClient.connect(
                            AssociationRequest.to("127.0.0.1", server.port()).proposeEcho()))
                    .isInstanceOfSatisfying(AssociationRejectedException.class, rejection -> {
                        assertThat(rejection.isTransient()).isTrue();
                        assertThat(rejection.source()).isEqualTo(3);
                        assertThat(rejection.reason()).isEqualTo(1);
                    });
        }
    }

    @Test
    void aPolicyThatFailsRefusesForNow() throws Exception {
        try (DicomServer server = DicomServer.builder()
                .policy(association -> {
                    if (association.callingAe().equals("BUG")) {
                        throw new IllegalStateException("bug");
                    }
                    return Optional.empty();
                })
                .start()) {
            assertThatThrownBy(() -> DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                            .calling("BUG")
                            .proposeEcho()))
                    .isInstanceOfSatisfying(
                            AssociationRejectedException.class,
                            rejection -> assertThat(rejection.isTransient()).isTrue());
            try (DicomClient client = DicomClient.connect(
                    AssociationRequest.to("127.0.0.1", server.port()).proposeEcho())) {
                assertThat(client.echo()).isEqualTo(DimseStatus.SUCCESS);
            }
        }
    }

    @Test
    void storageClassesOfTheStandardAndConfiguredPrivateOnesAreAccepted() throws Exception {
        String ownClass = "1.3.12.2.1107.5.9.1";
        String newerThanUs = "1.2.840.10008.5.1.4.1.1.999.1";
        try (DicomServer server = DicomServer.builder()
                        .store(new Received())
                        .privateStorageClasses(Set.of(ownClass))
                        .start();
                DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                        .propose(ownClass, UID.JPEG2000Lossless, UID.ExplicitVRLittleEndian)
                        .propose(newerThanUs, UID.ExplicitVRLittleEndian)
                        .propose("1.2.3.4", UID.ExplicitVRLittleEndian)
                        .propose(UID.CTImageStorage, "1.2.3.4.5"))) {
            assertThat(client.contexts())
                    .containsExactlyInAnyOrder(
                            new PresentationContext(1, ownClass, UID.JPEG2000Lossless),
                            new PresentationContext(3, newerThanUs, UID.ExplicitVRLittleEndian));
        }
    }

    @Test
    void anObjectOf300MegabytesPassesThroughSmallMemory() throws Exception {
        AtomicLong length = new AtomicLong();
        try (DicomServer server = DicomServer.builder()
                        .store((request, data) -> {
                            byte[] buffer = new byte[64 * 1024];
                            for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
                                length.addAndGet(n);
                            }
                            return DimseStatus.SUCCESS;
                        })
                        .start();
                DicomClient client = connect(server)) {
            long size = 300L << 20;
            InputStream zeros = new InputStream() {
                private long left = size;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] target, int offset, int count) {
                    int n = (int) Math.min(count, left);
                    left -= n;
                    return n == 0 ? -1 : n;
                }
            };
            assertThat(client.store(Samples.SECONDARY_CAPTURE, "2.25.1", Samples.EXPLICIT_LITTLE, zeros))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(length.get()).isEqualTo(size);
        }
    }

    private static DicomClient connect(DicomServer server) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .propose(Samples.SECONDARY_CAPTURE, Samples.EXPLICIT_LITTLE));
    }

    private static DimseStatus store(DicomClient client, int length) {
        try {
            return client.store(
                    Samples.SECONDARY_CAPTURE,
                    "2.25.1",
                    Samples.EXPLICIT_LITTLE,
                    new ByteArrayInputStream(new byte[length]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean refuses(int port) {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
