package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;
import org.yilian.sample.image.SampleInstance;
import org.yilian.sample.image.StudyMaker;

/**
 * What the hub gives, as programs that were not written here read it: pydicom and dciodvfy. One object of each kind and
 * transfer syntax of the sample region, and what DCMTK compresses without loss.
 */
@Timeout(300)
class ForeignReadersIT {
    private static final Map<String, List<String>> COMPRESSORS = Map.of(
            "jpeg", List.of("dcmcjpeg", "+e1"), "jpeg-ls", List.of("dcmcjpls", "+el"), "rle", List.of("dcmcrle"));

    @TempDir
    static Path root;

    private static final Map<String, Path> FOLDERS = new LinkedHashMap<>();

    @BeforeAll
    static void throughTheHub() throws IOException {
        SampleRegion region = SampleRegion.of(RegionPlan.standard(77, Instant.parse("2026-11-21T16:00:00Z")));
        StudyMaker maker = new StudyMaker(region.plan());
        Set<String> seen = new HashSet<>();
        for (Visit visit : region.history().visits()) {
            for (ExamOrder exam : visit.exams()) {
                String kind =
                        exam.exam().modality() + "-" + maker.syntax(visit, exam).uid();
                if (seen.add(kind)) {
                    SampleInstance instance = maker.make(visit, exam).get(0);
                    Path folder = folder(kind);
                    DicomFile.of(instance.dataSet(), instance.syntax()).write(folder.resolve("sent.dcm"));
                    passThrough(
                            visit.registration().hospital().name().toLowerCase(Locale.ROOT),
                            folder,
                            instance.dataSet());
                }
            }
        }
        for (Map.Entry<String, List<String>> way : COMPRESSORS.entrySet()) {
            compressed(way.getKey(), way.getValue());
        }
    }

    private static Path folder(String kind) throws IOException {
        Path folder = Files.createDirectory(root.resolve(kind));
        FOLDERS.put(kind, folder);
        return folder;
    }

    private static void compressed(String name, List<String> program) throws IOException {
        ForeignTool.need(program.get(0));
        ImageFeed feed = new ImageFeed("R" + UUID.randomUUID().toString().substring(0, 8), 1, 64);
        DataSet image = DicomReader.dataSet(feed.bytes(0), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .read();
        Path folder = folder(name);
        Path plain = folder.resolve("plain.dcm");
        DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(plain);
        List<Object> arguments = new ArrayList<>(program.subList(1, program.size()));
        arguments.addAll(List.of(plain, folder.resolve("sent.dcm")));
        assertThat(ForeignTool.run(program.get(0), arguments.toArray()).code()).isZero();
        passThrough("h001", folder, image);
    }

    /** In by STOW-RS; out as stored, decoded, and as metadata. */
    private static void passThrough(String hospital, Path folder, DataSet image) throws IOException {
        HubHttp http = HubHttp.client(SharedHub.get().http(), hospital, "dicomweb.read dicomweb.write");
        byte[] head = "--xyz\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII);
        HubHttp.Answer stored = http.ask(
                "POST",
                "/dicomweb/studies",
                "application/dicom+json",
                "multipart/related; type=\"application/dicom\"; boundary=xyz",
                BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(folder.resolve("sent.dcm")), end)));
        assertThat(stored.status()).as(folder + ": " + stored.text()).isEqualTo(200);
        String path = "/dicomweb/studies/" + image.string(Tag.StudyInstanceUID) + "/series/"
                + image.string(Tag.SeriesInstanceUID) + "/instances/" + image.string(Tag.SOPInstanceUID);
        write(http, path, "application/dicom; transfer-syntax=*", folder.resolve("stored.dcm"));
        write(http, path, "application/dicom; transfer-syntax=1.2.840.10008.1.2.1", folder.resolve("decoded.dcm"));
        write(http, path + "/metadata", "application/dicom+json", folder.resolve("metadata.json"));
    }

    private static void write(HubHttp http, String path, String accept, Path file) throws IOException {
        HubHttp.Answer answer = http.get(path, accept);
        assertThat(answer.status()).as(file.toString()).isEqualTo(200);
        Files.write(file, answer.bytes());
    }

    @Test
    void pydicomReadsTheSameElementsAndPixelsAndTheSameMetadata() throws IOException {
        assertThat(FOLDERS.keySet()).hasSizeGreaterThan(8).anyMatch(kind -> kind.startsWith("ECG"));
        assertThat(Peers.python("pydicom", "pydicom_reads.py", FOLDERS.values().toArray()))
                .containsExactly("read " + FOLDERS.size());
    }

    @Test
    void dciodvfyFindsNoMoreErrorsInWhatComesOutThanInWhatWentIn() throws IOException {
        for (Map.Entry<String, Path> each : FOLDERS.entrySet()) {
            // dciodvfy cannot inflate; what is decoded has the same elements.
            boolean deflated = each.getKey().endsWith(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid());
            boolean sample = !COMPRESSORS.containsKey(each.getKey());
            List<String> before =
                    sample ? List.of() : Peers.errors(each.getValue().resolve("sent.dcm"));
            for (String out : deflated ? List.of("decoded.dcm") : List.of("stored.dcm", "decoded.dcm")) {
                assertThat(before)
                        .as(each.getKey() + " " + out)
                        .containsAll(Peers.errors(each.getValue().resolve(out)));
            }
        }
    }
}
