package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against DCMTK's servers: what we send is stored there bit for bit. */
class DcmtkReceivesIT {
    @TempDir
    Path folder;

    private Process peer;

    @AfterEach
    void stop() throws InterruptedException {
        if (peer != null) {
            peer.destroy();
            peer.waitFor();
        }
    }

    @Test
    void storescpAnswersEcho() throws Exception {
        int port = start("storescp", "+B", "-od", kept());

        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", port)
                .calling("US")
                .called("STORESCP")
                .proposeEcho())) {
            assertThat(client.echo()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(client.echo()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(client.info().implementationVersionName()).startsWith("OFFIS");
            client.release();
        }
    }

    @Test
    void storescpKeepsAnObjectOfManyPdusBitForBit() throws Exception {
        int port = start("storescp", "+B", "-od", kept(), "-pdu", 4096);
        Path file = Samples.image(folder, "2.25.21", 512, 16);

        assertThat(send(port, List.of(file))).containsOnly(DimseStatus.SUCCESS);

        assertThat(Samples.dataSet(keptFile("2.25.21"))).isEqualTo(Samples.dataSet(file));
    }

    @ParameterizedTest(name = "corpus folder {0}")
    @ValueSource(strings = {"pydicom", "dcm4che", "generated", "charset"})
    void dcmrecvKeepsTheCorpusBitForBit(String name) throws Exception {
        Path corpus = Samples.corpus(name).orElse(null);
        Assumptions.assumeTrue(corpus != null, "shared corpus not present");
        Path profile = folder.resolve("any.cfg");
        List<Path> files = Samples.sendable(corpus).stream()
                .filter(DcmtkReceivesIT::knownToDcmtk)
                .toList();
        Files.writeString(profile, acceptEverything(files));
        int port = start("dcmrecv", "-xf", profile, "ANY", "+B", "-od", kept());

        int stored = 0;
        for (Path file : files) {
            FileHead head = FileHead.read(file);
            try (DicomClient client =
                    DicomClient.connect(AssociationRequest.to("127.0.0.1", port).proposeFiles(List.of(file)))) {
                if (client.contexts().isEmpty()) {
                    continue; // a SOP class or transfer syntax that DCMTK does not know
                }
                assertThat(client.store(file)).as(file.toString()).isEqualTo(DimseStatus.SUCCESS);
                stored++;
            }
            byte[] sent = Samples.dataSet(file);
            assertThat(Samples.dataSet(keptFile(head.sopInstanceUid())))
                    .as(file.toString())
                    .isEqualTo(Arrays.copyOf(sent, sent.length + sent.length % 2));
        }
        assertThat(stored).isGreaterThan(files.size() * 3 / 4);
    }

    @Test
    void aFileWhoseTransferSyntaxIsNotAcceptedFailsClearlyAndTheAssociationGoesOn() throws Exception {
        int port = start("storescp", "+B", "+xi", "-od", kept());
        Path file = Samples.image(folder, "2.25.22", 16, 8);
        AssociationRequest request = AssociationRequest.to("127.0.0.1", port)
                .proposeFiles(List.of(file))
                .proposeEcho();

        try (DicomClient client = DicomClient.connect(request)) {
            assertThatThrownBy(() -> client.store(file))
                    .isInstanceOf(PresentationContextException.class)
                    .hasMessageContaining(Samples.SECONDARY_CAPTURE)
                    .hasMessageContaining(Samples.EXPLICIT_LITTLE);
            assertThat(client.echo()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void aRefusalNamesItsReason() throws Exception {
        int port = start("storescp", "--refuse", "-od", kept());

        assertThatThrownBy(() -> DicomClient.connect(
                        AssociationRequest.to("127.0.0.1", port).proposeEcho()))
                .isInstanceOf(AssociationRejectedException.class)
                .hasMessageContaining("rejected");
    }

    @Test
    void aPeerThatAbortsAfterAStoreIsReported() throws Exception {
        int port = start("storescp", "--abort-after", "-od", kept());
        Path file = Samples.image(folder, "2.25.23", 16, 8);

        assertThatThrownBy(() -> send(port, List.of(file, file))).isInstanceOf(AssociationAbortedException.class);
    }

    private List<DimseStatus> send(int port, List<Path> files) throws IOException {
        List<DimseStatus> answers = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(
                AssociationRequest.to("127.0.0.1", port).called("ANY").proposeFiles(files))) {
            for (Path file : files) {
                answers.add(client.store(file));
            }
        }
        return answers;
    }

    private Path kept() throws IOException {
        return Files.createDirectories(folder.resolve("kept"));
    }

    private Path keptFile(String instanceUid) throws IOException {
        try (Stream<Path> files = Files.list(kept())) {
            return files.filter(file -> file.getFileName().toString().endsWith(instanceUid))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private int start(String name, Object... arguments) throws IOException {
        Tool tool = Tool.required(name);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(port);
        peer = tool.start(folder.resolve("peer.log"), all.toArray());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> listens(port));
        return port;
    }

    private static boolean listens(int port) {
        try (DicomClient client =
                DicomClient.connect(AssociationRequest.to("127.0.0.1", port).proposeEcho())) {
            return true;
        } catch (AssociationRejectedException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** It accepts JPEG XL when its profile says so, and then gives up. */
    private static boolean knownToDcmtk(Path file) {
        try {
            return !FileHead.read(file).transferSyntaxUid().startsWith("1.2.840.10008.1.2.4.11");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A DCMTK association profile that accepts what these files need; by itself dcmrecv takes few syntaxes only. */
    private static String acceptEverything(List<Path> files) throws IOException {
        List<String> syntaxes = new ArrayList<>();
        List<String> classes = new ArrayList<>(List.of("1.2.840.10008.1.1"));
        for (Path file : files) {
            FileHead head = FileHead.read(file);
            if (!syntaxes.contains(head.transferSyntaxUid())) {
                syntaxes.add(head.transferSyntaxUid());
            }
            if (!classes.contains(head.sopClassUid())) {
                classes.add(head.sopClassUid());
            }
        }
        if (!syntaxes.contains("1.2.840.10008.1.2")) {
            syntaxes.add("1.2.840.10008.1.2");
        }
        StringBuilder text = new StringBuilder("[[TransferSyntaxes]]\n[TS]\n");
        for (int i = 0; i < syntaxes.size(); i++) {
            text.append("TransferSyntax")
                    .append(i + 1)
                    .append(" = ")
                    .append(syntaxes.get(i))
                    .append('\n');
        }
        text.append("[[PresentationContexts]]\n[PC]\n");
        for (int i = 0; i < classes.size(); i++) {
            text.append("PresentationContext")
                    .append(i + 1)
                    .append(" = ")
                    .append(classes.get(i))
                    .append("\\TS\n");
        }
        return text.append("[[Profiles]]\n[ANY]\nPresentationContexts = PC\n").toString();
    }
}
