package org.yilian.hub.intake.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hub.Keys;
import org.yilian.hub.imaging.ForeignTool;
import org.yilian.hub.imaging.SampleObjects;

/** DIMSE over TLS with DCMTK: an AE title is its facility's by the certificate, in both directions. */
@DoorTest
@Timeout(120)
class DicomTlsIT extends Doors {
    private static final String NOT_KNOWN = "Calling AE Title Not Recognized";

    @TempDir
    Path folder;

    private final String study = uid();
    private final String patient = "T" + UUID.randomUUID().toString().substring(0, 8);

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    private Path slice() {
        return SampleObjects.file(
                folder, SampleObjects.ct(study, uid(), uid(), 1, patient), UID.ExplicitVRLittleEndian);
    }

    @Test
    void aPinnedModalityIsAnsweredAndItsImagesAreItsHospitals() throws Exception {
        assertThat(dcmtk("echoscu", "H002CT", with(DoorRegion.ct)).exit()).isZero();
        ForeignTool.Run sent = dcmtk("storescu", "H002CT", with(DoorRegion.ct), slice());
        assertThat(sent.exit()).as(sent.output()).isZero();
        assertThat(jdbc.queryForObject("select facility from yh_study where study_uid = ?", String.class, study))
                .isEqualTo("H002");
        assertThat(dcmtk("echoscu", "H002PACS", with(DoorRegion.ct)).exit())
                .as("the hospital's systems may share a certificate")
                .isZero();
    }

    @Test
    void theCertificateOfAnotherHospitalIsRefusedByNameAndRecorded() throws Exception {
        long before = refusals("H001");
        ForeignTool.Run run = dcmtk("echoscu", "H002CT", with(DoorRegion.archive));
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains(NOT_KNOWN);
        Awaitility.await().atMost(PATIENCE).until(() -> refusals("H001") > before);
        assertThat(dcmtk("echoscu", "H001PACS", with(DoorRegion.archive)).exit())
                .as("its own AE title")
                .isZero();
    }

    @Test
    void withoutAPinnedCertificateNobodyGetsAsFarAsAnAssociation() throws Exception {
        ForeignTool.Run stranger = dcmtk("echoscu", "H002CT", with(DoorRegion.stranger));
        assertThat(stranger.exit()).isNotZero();
        assertThat(stranger.output()).doesNotContain(NOT_KNOWN, "Association Accepted");
        ForeignTool.Run nobody =
                dcmtk("echoscu", "H002CT", List.of("+tla", "-ic", "+cs", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        assertThat(nobody.exit()).isNotZero();
        assertThat(nobody.output()).doesNotContain(NOT_KNOWN, "Association Accepted");
    }

    @Test
    void aPinnedModalityIsNotTakenInTheClear() throws Exception {
        long before = refusals(null);
        ForeignTool.Run run = ForeignTool.required("echoscu")
                .run("-v", "-aet", "H002CT", "-aec", "YILIAN", "127.0.0.1", port("dicom"));
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains(NOT_KNOWN);
        Awaitility.await().atMost(PATIENCE).until(() -> refusals(null) > before);
        ForeignTool.required("echoscu").succeed("-aet", "H002PACS", "-aec", "YILIAN", "127.0.0.1", port("dicom"));
    }

    @Test
    void opensslIsRefusedInOlderVersionsAndWithoutForwardSecrecy() throws Exception {
        assertThat(handshake("-tls1_3")).contains("Verification: OK").contains("TLSv1.3");
        assertThat(handshake("-tls1_2")).contains("Verification: OK").contains("TLSv1.2");
        assertThat(handshake("-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0")).contains("Cipher is (NONE)");
        assertThat(handshake("-tls1_2", "-cipher", "ECDHE-ECDSA-AES256-SHA384"))
                .as("CBC")
                .contains("Cipher is (NONE)");
    }

    @Test
    void imagesAreMovedOverTlsToASystemThatHasACertificateAndToNobodyElseInItsPlace() throws Exception {
        Path slice = slice();
        assertThat(dcmtk("storescu", "H002CT", with(DoorRegion.ct), slice).exit())
                .isZero();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        assertThat(moved(DoorRegion.stranger, kept)).as("another's certificate").isEmpty();
        List<Path> files = moved(DoorRegion.ct, kept);
        assertThat(files).hasSize(1);
        assertThat(DicomFile.read(files.get(0)).dataSet().bytes(Tag.PixelData))
                .isEqualTo(DicomFile.read(slice).dataSet().bytes(Tag.PixelData));
    }

    /** What storescp with this key in the modality's place was given. */
    private List<Path> moved(Keys keys, Path kept) throws Exception {
        Path log = folder.resolve(keys.name() + ".log");
        List<Object> arguments = new ArrayList<>(with(keys));
        arguments.addAll(List.of("-v", "+B", "-od", kept, "-aet", "H002CT", DoorRegion.CT_PORT));
        Process storescp = ForeignTool.required("storescp").start(log, arguments.toArray());
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> listens(DoorRegion.CT_PORT));
            moveToTheCt();
        } finally {
            storescp.destroy();
            storescp.waitFor();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }

    /** DCMTK's movescu does not speak TLS. */
    private void moveToTheCt() throws Exception {
        String model = UID.StudyRootQueryRetrieveInformationModelMove;
        AssociationRequest request = AssociationRequest.to("127.0.0.1", port("dicom-tls"))
                .calling("H002CT")
                .called("YILIAN")
                .tls(DoorRegion.ct.trusting(DoorRegion.hub))
                .propose(model, UID.ImplicitVRLittleEndian);
        DataSet keys = new DataSet().set(Tag.QueryRetrieveLevel, "STUDY").set(Tag.StudyInstanceUID, study);
        try (DicomClient client = DicomClient.connect(request)) {
            client.move(model, keys, "H002CT", progress -> {});
        }
    }

    private static boolean listens(int port) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** DCMTK's tools propose suites for RSA keys unless told; ours are elliptic. */
    private static List<Object> with(Keys keys) throws Exception {
        return List.of(
                "+tls",
                keys.keyFile(),
                keys.certificateFile(),
                "+cf",
                DoorRegion.hub.certificateFile(),
                "+cs",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    }

    private ForeignTool.Run dcmtk(String tool, String callingAe, List<?> tls, Object... more) throws Exception {
        List<Object> arguments = new ArrayList<>(tls);
        arguments.addAll(List.of("-v", "-aet", callingAe, "-aec", "YILIAN"));
        List<Object> files = Arrays.stream(more).filter(Path.class::isInstance).toList();
        Arrays.stream(more).filter(each -> !(each instanceof Path)).forEach(arguments::add);
        arguments.addAll(List.of("127.0.0.1", port("dicom-tls")));
        arguments.addAll(files);
        return ForeignTool.required(tool).run(arguments.toArray());
    }

    private String handshake(String... options) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port("dicom-tls")));
        arguments.addAll(List.of("-cert", DoorRegion.ct.certificateFile(), "-key", DoorRegion.ct.keyFile()));
        arguments.addAll(List.of("-CAfile", DoorRegion.hub.certificateFile()));
        arguments.addAll(Arrays.asList(options));
        Path log = Files.createTempFile(folder, "openssl", ".log");
        Process process = ForeignTool.required("openssl").start(log, arguments.toArray());
        process.getOutputStream().close();
        process.waitFor();
        return Files.readString(log);
    }

    /** Associations refused to a facility that proved itself, or to nobody in particular. */
    private long refusals(String facility) {
        String whose = facility == null ? "facility is null" : "facility = '" + facility + "'";
        return jdbc.queryForObject(
                "select count(*) from yh_audit where door = 'DIMSE' and outcome = '8' and agent = 'H002CT' and "
                        + whose,
                Long.class);
    }
}
