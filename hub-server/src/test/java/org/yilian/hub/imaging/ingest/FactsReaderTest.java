package org.yilian.hub.imaging.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.MetadataBlob;

/** Metadata are made before the pixels have come: they must be what they are after them. */
class FactsReaderTest {
    private static final int AFTER_THE_PIXELS = 0x7FE10010;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, FactsReader.INLINE, FactsReader.INLINE + 2, 100_000})
    void pixelsOfAnySizeAreNamedOrShown(int length) throws Exception {
        JsonNode metadata = metadata(image(length));
        JsonNode pixels = metadata.get("7FE00010");
        assertThat(pixels.get("vr").asText()).isEqualTo("OW");
        assertThat(pixels.has("BulkDataURI")).isEqualTo(length > FactsReader.INLINE);
        if (length > FactsReader.INLINE) {
            assertThat(pixels.get("BulkDataURI").asText())
                    .isEqualTo("http://hub/studies/1.2.3/series/1.2.4/instances/1.2.5/bulkdata/7FE00010");
        }
    }

    @Test
    void whatStandsBehindThePixelsIsThere() throws Exception {
        DataSet image = image(100_000);
        image.set(AFTER_THE_PIXELS, VR.LO, "BEHIND");
        assertThat(metadata(image).at("/7FE10010/Value/0").asText()).isEqualTo("BEHIND");
    }

    @Test
    void layoutIsThatOfTheFile() throws Exception {
        Facts facts = read(image(100_000));
        assertThat(facts.instance().pixels().length()).isEqualTo(100_000);
        assertThat(facts.instance().pixels().offset()).isGreaterThan(1_000);
    }

    private static JsonNode metadata(DataSet image) throws Exception {
        return new ObjectMapper()
                .readTree(MetadataBlob.text(read(image).instance().metadata(), "http://hub"));
    }

    private static Facts read(DataSet image) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bytes);
        return new FactsReader()
                .read(
                        new ByteArrayInputStream(bytes.toByteArray()),
                        1_000,
                        new Announcement(
                                facility(),
                                "CT",
                                UID.CTImageStorage,
                                "1.2.5",
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    private static DataSet image(int pixels) {
        DataSet image = new DataSet();
        image.set(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        image.set(Tag.SOPInstanceUID, VR.UI, "1.2.5");
        image.set(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        image.set(Tag.SeriesInstanceUID, VR.UI, "1.2.4");
        image.set(Tag.PatientID, VR.LO, "42");
        image.setBytes(Tag.PixelData, VR.OW, new byte[pixels]);
        return image;
    }

    private static Facility facility() {
        return new Facility(
                "H001",
                "",
                "",
                Facility.Level.COUNTY,
                "",
                ZoneOffset.UTC,
                StandardCharsets.UTF_8,
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                Map.of());
    }
}
