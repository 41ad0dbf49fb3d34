package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;

/** STOW-RS of metadata and bulk data. */
@HubTest
@Timeout(60)
class StowedMetadataIT {
    private static final String SCOPES = "dicomweb.read dicomweb.write";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    private Hub hub;
    private final DataSet ct = SampleObjects.ct(
            uid(), uid(), uid(), 1, "J" + UUID.randomUUID().toString().substring(0, 8));
    private final byte[] pixels = ct.bytes(Tag.PixelData);

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    @Test
    void whatIsDescribedAndItsPixelsAreOneInstance() throws Exception {
        assertThat(stow(true).statusCode()).isEqualTo(200);

        DataSet stored = stored();
        assertThat(stored.bytes(Tag.PixelData)).isEqualTo(pixels);
        assertThat(stored.personName(Tag.PatientName).ideographic().given()).isEqualTo("秀英");
        assertThat(stored.tags()).isEqualTo(ct.tags());
        assertThat(stow(true).statusCode()).as("the same again").isEqualTo(200);
    }

    @Test
    void anInstanceWithoutItsPixelsFailsByName() {
        HttpResponse<byte[]> answer = stow(false);
        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode failed = Hub.tree(answer.body()).at("/00081198/Value/0");
        assertThat(failed.at("/00081155/Value/0").asText()).isEqualTo(ct.string(Tag.SOPInstanceUID));
        assertThat(failed.at("/00081197/Value/0").asInt()).isEqualTo(0xC000);
    }

    @Test
    void whatIsNoDicomJsonIsABadRequest() {
        byte[] body = "--xyz\r\nContent-Type: application/dicom+json\r\n\r\n[{\r\n--xyz--\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(send(body).statusCode()).isEqualTo(400);
    }

    private DataSet stored() throws Exception {
        String path = "/dicomweb/studies/" + ct.string(Tag.StudyInstanceUID) + "/series/"
                + ct.string(Tag.SeriesInstanceUID) + "/instances/" + ct.string(Tag.SOPInstanceUID);
        HttpResponse<byte[]> answer = hub.get(hub.token("h001", SCOPES), path, "Accept", "application/dicom");
        assertThat(answer.statusCode()).isEqualTo(200);
        return DicomReader.dataSet(Hub.dataSet(answer.body()), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .read();
    }

    private HttpResponse<byte[]> stow(boolean withPixels) {
        byte[] json = DicomJson.toBytes(ct, (path, vr, length) -> path.equals("7FE00010") ? "bulk/1" : null);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--xyz\r\nContent-Type: application/dicom+json\r\n\r\n[".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(json);
        body.writeBytes("]\r\n".getBytes(StandardCharsets.US_ASCII));
        if (withPixels) {
            body.writeBytes(
                    "--xyz\r\nContent-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1\r\nContent-Location: bulk/1\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(pixels);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
        return send(body.toByteArray());
    }

    private HttpResponse<byte[]> send(byte[] body) {
        return hub.post(
                hub.token("h001", SCOPES),
                "/dicomweb/studies",
                body,
                "Content-Type",
                "multipart/related; type=\"application/dicom+json\"; boundary=xyz");
    }
}
