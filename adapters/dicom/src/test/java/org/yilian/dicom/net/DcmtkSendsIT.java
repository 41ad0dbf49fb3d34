package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMTK's clients against our server: what they send arrives bit for bit. */
class DcmtkSendsIT {
    @TempDir
    Path folder;

    private final Received received = new Received();
    private DicomServer server;

    @BeforeEach
    void start() throws IOException {
        server = DicomServer.builder()
                .policy(AssociationPolicy.known("YILIAN", Set.of("ECHOSCU", "STORESCU", "DCMSEND")))
                .store(received)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void echoscuIsAnswered() throws Exception {
        Tool.required("echoscu").succeed("-aec", "YILIAN", "--repeat", 3, "127.0.0.1", server.port());
    }

    @Test
    void echoscuWithUserIdentityAndAbortAreTaken() throws Exception {
        Tool.required("echoscu").succeed("-aec", "YILIAN", "--abort", "127.0.0.1", server.port());
        Tool.required("storescu")
                .succeed(
                        "-aec",
                        "YILIAN",
                        "-usr",
                        "somebody",
                        "-pwd",
                        "secret",
                        "-rsp",
                        "127.0.0.1",
                        server.port(),
                        Samples.image(folder, "2.25.1", 16, 8));
        assertThat(received.item("2.25.1")
                        .request()
                        .association()
                        .userIdentity()
                        .type())
                .isEqualTo(2);
    }

    @Test
    void termscuAndUnknownTitlesAreRejectedWithTheRightReason() throws Exception {
        Tool echoscu = Tool.required("echoscu");

        Tool.Run called = echoscu.run("-v", "-aec", "OTHER", "127.0.0.1", server.port());
        Tool.Run calling = echoscu.run("-v", "-aec", "YILIAN", "-aet", "NOBODY", "127.0.0.1", server.port());

        assertThat(called.exit()).isNotZero();
        assertThat(called.output()).contains("Rejected Permanent", "Called AE Title Not Recognized");
        assertThat(calling.exit()).isNotZero();
        assertThat(calling.output()).contains("Rejected Permanent", "Calling AE Title Not Recognized");
    }

    @ParameterizedTest(name = "storescu {0}")
    @CsvSource({
        "-xe, 1.2.840.10008.1.2.1, dcmconv, +te",
        "-xi, 1.2.840.10008.1.2, dcmconv, +ti",
        "-xb, 1.2.840.10008.1.2.2, dcmconv, +tb",
        "-xd, 1.2.840.10008.1.2.1.99, dcmconv, +td",
        "-xs, 1.2.840.10008.1.2.4.70, dcmcjpeg, +e1",
        "-xy, 1.2.840.10008.1.2.4.50, dcmcjpeg, +eb",
        "-xx, 1.2.840.10008.1.2.4.51, dcmcjpeg, +ee",
        "-xt, 1.2.840.10008.1.2.4.80, dcmcjpls, +el",
        "-xu, 1.2.840.10008.1.2.4.81, dcmcjpls, +en",
        "-xr, 1.2.840.10008.1.2.5, dcmcrle, +un"
    })
    void storescuSendsEachTransferSyntax(String propose, String transferSyntax, String converter, String option)
            throws Exception {
        int bits = propose.equals("-xy") ? 8 : 16;
        Path plain = Samples.image(folder, "2.25.7", 64, bits);
        Path file = folder.resolve("converted.dcm");
        Tool.required(converter).succeed(option, plain, file);
        String instance = FileHead.read(file).sopInstanceUid();

        Tool.required("storescu").succeed(propose, "-aec", "YILIAN", "127.0.0.1", server.port(), file);

        Received.Item item = received.item(instance);
        assertThat(item.request().transferSyntaxUid()).isEqualTo(transferSyntax);
        assertThat(item.request().association().callingAe()).isEqualTo("STORESCU");
        assertThat(plain(transferSyntax, item.dataSet())).isEqualTo(plain(transferSyntax, Samples.dataSet(file)));
    }

    /** Every whole file of the corpus, in one association per folder, as dcmsend negotiates it. */
    @ParameterizedTest(name = "corpus folder {0}")
    @CsvSource({"pydicom", "dcm4che", "generated", "charset"})
    void dcmsendSendsTheCorpus(String name) throws Exception {
        Path corpus = Samples.corpus(name).orElse(null);
        org.junit.jupiter.api.Assumptions.assumeTrue(corpus != null, "shared corpus not present");
        List<Object> arguments = new ArrayList<>(
                List.of("-v", "-nh", "-dn", "-nuc", "-aec", "YILIAN", "+ma", "127.0.0.1", server.port()));
        List<Path> files = Samples.sendable(corpus);
        arguments.addAll(files);

        Tool.Run run = Tool.required("dcmsend").run(arguments.toArray());

        for (Path file : files) {
            FileHead head = FileHead.read(file);
            Received.Item item = received.item(head.sopInstanceUid());
            if (item == null) {
                // DCMTK itself cannot read or name the transfer syntax of some files
                assertThat(run.output()).as("%s not sent", file.getFileName()).containsAnyOf(":", "invalid");
            } else {
                assertThat(item.dataSet().length).isPositive();
            }
        }
        assertThat(received.count()).isPositive();
    }

    @Test
    void severalClientsAtOnceAreServed() throws Exception {
        Tool storescu = Tool.required("storescu");
        List<Process> running = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            List<Object> arguments = new ArrayList<>(List.of("-aec", "YILIAN", "127.0.0.1", server.port()));
            for (int i = 0; i < 5; i++) {
                arguments.add(Samples.image(folder, "2.25.9" + client + i, 256, 16));
            }
            running.add(storescu.start(folder.resolve(client + ".log"), arguments.toArray()));
        }
        for (Process process : running) {
            assertThat(process.waitFor()).isZero();
        }
        for (int client = 0; client < 4; client++) {
            for (int i = 0; i < 5; i++) {
                String uid = "2.25.9" + client + i;
                assertThat(received.item(uid).dataSet()).isEqualTo(Samples.dataSet(folder.resolve(uid + ".dcm")));
            }
        }
    }

    @Test
    void aSmallPduLimitOfTheServerIsObeyedByStorescu() throws Exception {
        try (DicomServer small = DicomServer.builder()
                .settings(AssociationSettings.DEFAULT.withMaxPduLength(4096))
                .store(received)
                .start()) {
            Path file = Samples.image(folder, "2.25.11", 256, 16);
            Tool.required("storescu").succeed("127.0.0.1", small.port(), file);
            assertThat(received.item("2.25.11").dataSet()).isEqualTo(Samples.dataSet(file));
        }
    }

    private static byte[] plain(String transferSyntax, byte[] dataSet) throws IOException {
        if (!transferSyntax.equals("1.2.840.10008.1.2.1.99")) {
            return dataSet;
        }
        return new InflaterInputStream(new ByteArrayInputStream(dataSet), new Inflater(true)).readAllBytes();
    }
}
