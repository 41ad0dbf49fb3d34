package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;

/** Programs that were not written here bring an image to the hub, find it and have it back, each in its own way. */
@Timeout(300)
class ForeignImagesIT {
    /** Where the hub reports to TESTSCP of the sample region. */
    private static final int TESTSCP = 11119;

    private static final Path PLUGINS = Path.of("/usr/share/orthanc/plugins");

    @TempDir
    Path folder;

    private HubProcess hub;
    private ImageFeed feed;
    private DataSet image;
    private Path file;

    @BeforeEach
    void anImage() throws IOException {
        hub = SharedHub.get();
        feed = new ImageFeed("F" + UUID.randomUUID().toString().substring(0, 8), 1, 64);
        image = DicomReader.dataSet(feed.bytes(0), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .read();
        file = folder.resolve("image.dcm");
        DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
    }

    @Test
    void dcmjsDimseStoresFindsGetsAndIsToldWhatIsSafe() throws IOException {
        JsonNode seen =
                Peers.node("dimse.mjs", hub.address().host(), hub.address().dicomPort(), file, TESTSCP);
        for (String service : new String[] {"echo", "store", "find", "get", "action"}) {
            assertThat(seen.path(service).asInt(-1)).as(service).isZero();
        }
        assertThat(seen.path("found")).singleElement().isEqualTo(image("PatientID", Tag.PatientID));
        assertThat(seen.path("got")).singleElement().isEqualTo(image("SOPInstanceUID", Tag.SOPInstanceUID));
        assertThat(seen.path("samePixels").asBoolean()).isTrue();
        // One of the two it asked for is nowhere: event 2, failures exist, PS3.4 J.3.3.1.2.
        assertThat(seen.path("event").asInt()).isEqualTo(2);
        assertThat(seen.path("sameTransaction").asBoolean()).isTrue();
        assertThat(seen.path("committed")).singleElement().isEqualTo(image("SOPInstanceUID", Tag.SOPInstanceUID));
        assertThat(seen.path("failed").asInt()).isEqualTo(1);
    }

    private JsonNode image(String what, int tag) {
        String value = image.string(tag);
        assertThat(value).as(what).isNotBlank();
        return TextNode.valueOf(value);
    }

    @Test
    void dicomwebClientStoresSearchesAndRetrieves() throws IOException {
        Path copy = folder.resolve("copy.dcm");
        String token = HubHttp.client(hub.http(), "h001", "dicomweb.read dicomweb.write")
                .token();
        JsonNode seen = Peers.node(
                "dicomweb.mjs",
                hub.http() + "/dicomweb",
                token,
                file,
                feed.study(0),
                feed.series(0),
                feed.instance(0),
                copy);
        assertThat(seen.path("studies")).singleElement().isEqualTo(image("study", Tag.StudyInstanceUID));
        assertThat(seen.path("series")).singleElement().isEqualTo(image("series", Tag.SeriesInstanceUID));
        for (String list : new String[] {"instances", "studyMetadata", "seriesMetadata", "instanceMetadata"}) {
            assertThat(seen.path(list)).as(list).singleElement().isEqualTo(image("instance", Tag.SOPInstanceUID));
        }
        assertThat(seen.path("study").asBoolean()).as("study").isTrue();
        assertThat(seen.path("seriesObjects").asBoolean()).as("series").isTrue();
        assertThat(seen.path("frame").asText()).isEqualTo(ImageFeed.sha256(image.bytes(Tag.PixelData)));
        assertThat(seen.path("png").asText()).isEqualTo("89504e47");
        assertThat(seen.path("jpeg").asText()).startsWith("ffd8ff");
        assertThat(PartTen.dataSetHash(Files.readAllBytes(copy))).isEqualTo(sent());
    }

    @Test
    void odilEchoesStoresFindsAndGets() throws IOException {
        Path got = Files.createDirectory(folder.resolve("got"));
        assertThat(Peers.python(
                        "odil",
                        "odil_peer.py",
                        hub.address().host(),
                        hub.address().dicomPort(),
                        file,
                        got))
                .containsExactly("echo", "store", "find " + image.string(Tag.PatientID), "get 1");
        assertThat(DicomFile.read(got.resolve("0.dcm")).dataSet()).isEqualTo(image);
    }

    @Test
    void orthancIsAClientOfTheHubsDicomweb() throws Exception {
        ForeignTool.need("Orthanc");
        ForeignTool.need("orthanc-dicomweb", Files.isDirectory(PLUGINS));
        int web = freePort();
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "T", "DicomAet": "H001PACS", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": ["%s"],
                 "DicomWeb": {"Enable": true, "Servers": {"hub": {"Url": "%s/dicomweb/",
                   "HttpHeaders": {"Authorization": "Bearer %s"}}}}}
                """.formatted(
                        freePort(),
                        web,
                        folder.resolve("o"),
                        folder.resolve("o"),
                        PLUGINS.resolve("libOrthancDicomWeb.so"),
                        hub.http(),
                        HubHttp.client(hub.http(), "h001", "dicomweb.read dicomweb.write")
                                .token()));
        Process orthanc = new ProcessBuilder(ForeignTool.find("Orthanc").toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        try {
            HubHttp http = HubHttp.nobody(URI.create("http://127.0.0.1:" + web));
            Waiting.until("Orthanc answers", () -> answers(http));
            assertThat(http.ask(
                                    "POST",
                                    "/instances",
                                    "application/json",
                                    "application/dicom",
                                    BodyPublishers.ofFile(file))
                            .status())
                    .isEqualTo(200);
            String id = http.json("/instances").path(0).asText();

            assertThat(post(http, "stow", "{\"Resources\": [\"" + id + "\"], \"Synchronous\": true}")
                            .status())
                    .isEqualTo(200);
            HubHttp.Answer kept = HubHttp.client(hub.http(), "h003", "dicomweb.read")
                    .get(feed.path(0), "application/dicom; transfer-syntax=*");
            assertThat(PartTen.dataSetHash(kept.bytes())).isEqualTo(sent());

            JsonNode found = post(
                            http,
                            "qido",
                            "{\"Uri\": \"/studies\", \"Arguments\": {\"PatientID\": \"" + image.string(Tag.PatientID)
                                    + "\"}}")
                    .json();
            assertThat(found).hasSize(1);
            assertThat(found.path(0).path("0020000D").path("Value").asText()).isEqualTo(feed.study(0));

            assertThat(http.ask("DELETE", "/instances/" + id, null, null, null).status())
                    .isEqualTo(200);
            assertThat(post(http, "retrieve", "{\"Resources\": [{\"Study\": \"" + feed.study(0) + "\"}]}")
                            .status())
                    .isEqualTo(200);
            assertThat(http.json("/instances")).hasSize(1);
            assertThat(DicomFile.read(
                                    new ByteArrayInputStream(http.get("/instances/" + id + "/file", "application/dicom")
                                            .bytes()))
                            .dataSet())
                    .isEqualTo(image);
        } finally {
            orthanc.destroy();
            orthanc.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static HubHttp.Answer post(HubHttp orthanc, String what, String body) {
        return orthanc.post("/dicom-web/servers/hub/" + what, "application/json", body);
    }

    private static boolean answers(HubHttp http) {
        try {
            return http.get("/system", "application/json").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String sent() throws IOException {
        return PartTen.dataSetHash(Files.readAllBytes(file));
    }
}
