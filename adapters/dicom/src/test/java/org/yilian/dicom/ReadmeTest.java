package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.net.AssociationPolicy;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.DimseStatus;

/** The examples of README.md, compiled and run; each stands there word for word. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void makesAnObjectAndAFile() throws Exception {
        Path path = folder.resolve("slice.dcm");
        // example: make
        DataSet slice = new DataSet()
                .set(Tag.SpecificCharacterSet, "GB18030")
                .set(Tag.SOPClassUID, UID.CTImageStorage)
                .set(Tag.SOPInstanceUID, UID.create())
                .set(Tag.PatientName, PersonName.of("Wang", "Xiaoming", "王", "小明"))
                .set(Tag.PatientID, "P-0001")
                .set(Tag.Rows, 512)
                .set(Tag.PixelSpacing, 0.75, 0.75);
        slice.addItem(Tag.ProcedureCodeSequence).set(Tag.CodeMeaning, "胸部平扫");

        DicomFile.of(slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(path);
        DataSet again = DicomFile.read(path).dataSet();
        String name = again.personName(Tag.PatientName).ideographic().family(); // 王
        // end
        assertThat(name).isEqualTo("王");
        assertThat(again).isEqualTo(slice);
    }

    @Test
    void readsAHeadWhileTheObjectIsStored() throws Exception {
        TransferSyntax syntax = TransferSyntax.of(UID.JPEGBaseline8Bit);
        byte[] sent = DicomWriter.toBytes(Samples.encapsulated(true), syntax);
        InputStream association = new ByteArrayInputStream(sent);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // example: store
        OutputStream stored = file; // preamble and file meta information are written to it already
        long offset = 358; // that many bytes
        DicomReader reader = DicomReader.dataSet(new TeeInputStream(association, stored), syntax)
                .startingAt(offset)
                .stopAt(Tag.PixelData)
                .limits(ReadLimits.HEADER);
        DataSet head = reader.read();
        PixelDataIndex pixels = reader.locatePixelData(head); // null for objects without
        reader.drain(); // now every byte is stored

        List<PixelDataIndex.Frame> frames = pixels.frames();
        byte[] json = DicomJson.toBytes(head, (path, vr, length) -> "bulkdata/" + path);
        // end
        assertThat(frames).hasSize(3);
        assertThat(file.toByteArray()).isEqualTo(sent);
        assertThat(json).isNotEmpty();
    }

    @Test
    void readsTextWithAWrongLabel() {
        DataSet dataSet = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setBytes(Tag.PatientName, VR.PN, SpecificCharset.of("GBK").encode("王^小明", VR.PN));
        // example: label
        dataSet.suspectedCharset().ifPresent(likely -> dataSet.set(Tag.SpecificCharacterSet, likely));
        dataSet.transcode("ISO_IR 192"); // text stays, bytes change
        // end
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("王^小明");
    }

    @Test
    void servesAndAsks() throws Exception {
        Path path = folder.resolve("slice.dcm");
        DataSet slice = new DataSet().set(Tag.SOPClassUID, UID.CTImageStorage).set(Tag.SOPInstanceUID, "2.25.5");
        DicomFile.of(slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(path);
        // example: serve
        DicomServer server = DicomServer.builder()
                .port(0)
                .policy(AssociationPolicy.known("ARCHIVE", Set.of("CT1")))
                .store((request, dataSet) -> {
                    Files.copy(dataSet, folder.resolve(request.sopInstanceUid()));
                    return DimseStatus.SUCCESS; // now it is safe
                })
                .find((request, keys) -> Stream.of(keys), UID.StudyRootQueryRetrieveInformationModelFind)
                .start();
        // end
        // example: ask
        AssociationRequest request = AssociationRequest.to("127.0.0.1", server.port())
                .calling("CT1")
                .called("ARCHIVE")
                .proposeEcho()
                .propose(UID.StudyRootQueryRetrieveInformationModelFind, UID.ExplicitVRLittleEndian)
                .proposeFiles(List.of(path));
        List<DataSet> matches = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(request)) {
            client.echo();
            client.store(path);
            DataSet keys = new DataSet().set(Tag.QueryRetrieveLevel, "STUDY").setEmpty(Tag.StudyInstanceUID);
            client.find(UID.StudyRootQueryRetrieveInformationModelFind, keys, matches::add);
        }
        // end
        server.close();
        assertThat(matches).hasSize(1);
        assertThat(folder.resolve("2.25.5")).exists();
    }

    @Test
    void readmeShowsTheseExamples() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String[] parts = Files.readString(Path.of("src/test/java/org/yilian/dicom/ReadmeTest.java"))
                .split("        // example: ");
        assertThat(parts).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 1; i < 6; i++) {
            String example = parts[i].substring(parts[i].indexOf('\n') + 1, parts[i].indexOf("        // end"));
            assertThat(readme).contains(example.stripTrailing().stripIndent());
        }
    }
}
