package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.QueryOptions;
import org.yilian.dicom.net.RetrieveResult;
import org.yilian.hub.HubPorts;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** The doors of the images: DICOMweb, the viewer's lists, links for patients, DIMSE. */
class ImageLeaksIT extends LeakMatrix {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final String PATIENT_FIND = UID.PatientRootQueryRetrieveInformationModelFind;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;

    /** One image of somebody's at the hospital that keeps it. */
    private record Image(Kept kept, String study, String series, String sop) {
        String instance() {
            return study + "/series/" + series + "/instances/" + sop;
        }

        /** The same questions about an image that never was. */
        Image never() {
            return new Image(kept, uid(), uid(), uid());
        }
    }

    @TestFactory
    Stream<DynamicTest> imagesThatAreKeptAreNotFoundOrSent() throws IOException {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent(), byPurpose())) {
            Image image = image(kept);
            Http owner = owner(kept);
            askers(kept).forEach((who, asker) -> {
                finds(image)
                        .forEach((trick, path) -> probes.add(probe(
                                String.join(" / ", kept.why(), who, "find", trick),
                                () -> notFound(image, path, owner, asker))));
                reads(image)
                        .forEach((trick, path) -> probes.add(probe(
                                String.join(" / ", kept.why(), who, trick), () -> absent(image, path, owner, asker))));
            });
            probes.add(probe(kept.why() + " / remove", () -> {
                Http h001 = Http.client(port, "h001", "dicomweb.read dicomweb.write");
                String body = "";
                Image never = image.never();
                HttpResponse<String> there = h001.send("DELETE", "/dicomweb/studies/" + image.study(), null, body);
                HttpResponse<String> nowhere = h001.send("DELETE", "/dicomweb/studies/" + never.study(), null, body);
                assertThat(there.statusCode()).as(there.body()).isEqualTo(nowhere.statusCode());
                assertThat(there.body().replace(image.study(), "X"))
                        .isEqualTo(nowhere.body().replace(never.study(), "X"));
            }));
            probes.add(probe(kept.why() + " / a link for patients", () -> {
                Http asker = doctor(kept);
                HttpResponse<String> there = asker.send("POST", "/api/shares", "application/json", link(image));
                HttpResponse<String> nowhere =
                        asker.send("POST", "/api/shares", "application/json", link(image.never()));
                assertThat(there.statusCode()).as(there.body()).isEqualTo(nowhere.statusCode());
                assertThat(there.statusCode()).isGreaterThanOrEqualTo(400);
                assertThat(there.body()).isEqualTo(nowhere.body());
            }));
            if (kept.purpose() == null) {
                probes.add(probe(kept.why() + " / key images saved", () -> {
                    Http asker = Http.user(port, "radiologist");
                    HttpResponse<String> there = marked(asker, image);
                    HttpResponse<String> nowhere = marked(asker, image.never());
                    assertThat(there.statusCode())
                            .isEqualTo(nowhere.statusCode())
                            .isEqualTo(404);
                    assertThat(there.body()).isEqualTo(nowhere.body());
                }));
                dimse(image).forEach((trick, test) -> probes.add(probe(kept.why() + " / DIMSE / " + trick, test)));
            }
        }
        return matrix("images", probes);
    }

    private static String link(Image image) {
        return "{\"study\":\"" + image.study() + "\"}";
    }

    private static HttpResponse<String> marked(Http asker, Image image) {
        String body = "{\"title\":\"113000\",\"images\":[{\"instance\":\"" + image.sop() + "\"}]}";
        return asker.send("POST", "/api/studies/" + image.study() + "/key-images", "application/json", body);
    }

    private static Map<String, String> finds(Image image) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("study", "/dicomweb/studies?StudyInstanceUID=" + image.study());
        paths.put(
                "study by number", "/dicomweb/studies?PatientID=" + image.kept().mrn());
        paths.put(
                "study by name",
                "/dicomweb/studies?PatientName=" + encoded(image.kept().name()));
        paths.put(
                "fuzzy",
                "/dicomweb/studies?fuzzymatching=true&PatientName="
                        + encoded(image.kept().name()));
        paths.put(
                "all fields",
                "/dicomweb/studies?includefield=all&PatientID=" + image.kept().mrn());
        paths.put("series of a study", "/dicomweb/studies/" + image.study() + "/series");
        paths.put("instances of a study", "/dicomweb/studies/" + image.study() + "/instances");
        paths.put("series", "/dicomweb/series?SeriesInstanceUID=" + image.series());
        paths.put("instance", "/dicomweb/instances?SOPInstanceUID=" + image.sop());
        paths.put(
                "instances of a series",
                "/dicomweb/studies/" + image.study() + "/series/" + image.series() + "/instances");
        return paths;
    }

    private static void notFound(Image image, String path, Http owner, Http asker) {
        assertThat(owner.get(path).body()).as("proof").contains(image.study());
        HttpResponse<String> answer = asker.get(path);
        assertThat(answer.body()).doesNotContain(image.study());
        assertThat(answer.statusCode() == 200 ? answer.body() : "[]").isEqualTo("[]");
        assertThat(answer.headers().firstValue("Warning")).isEmpty();
    }

    private static Map<String, String> reads(Image image) {
        String instance = "/dicomweb/studies/%S/series/%E/instances/%I";
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("study", "/dicomweb/studies/%S");
        paths.put("series", "/dicomweb/studies/%S/series/%E");
        paths.put("instance", instance);
        paths.put("metadata", "/dicomweb/studies/%S/metadata");
        paths.put("metadata of an instance", instance + "/metadata");
        paths.put("key images", "/api/studies/%S/key-images");
        paths.put("frames", instance + "/frames/1");
        paths.put("bulk data", instance + "/bulkdata/7FE00010");
        paths.put("rendered", instance + "/rendered");
        paths.put("rendered frame", instance + "/frames/1/rendered");
        paths.put("thumbnail", "/dicomweb/studies/%S/thumbnail");
        paths.put("thumbnail of a series", "/dicomweb/studies/%S/series/%E/thumbnail");
        paths.put(
                "WADO-URI",
                "/dicomweb?requestType=WADO&studyUID=%S&seriesUID=%E&objectUID=%I&contentType=application%2Fdicom");
        paths.put("WADO-URI, a picture", "/dicomweb?requestType=WADO&studyUID=%S&seriesUID=%E&objectUID=%I");
        return paths;
    }

    private static String filled(String path, Image image) {
        return path.replace("%S", image.study()).replace("%E", image.series()).replace("%I", image.sop());
    }

    /** What is kept and what never was must not be told apart. */
    private static void absent(Image image, String path, Http owner, Http asker) {
        assertThat(owner.get(filled(path, image)).statusCode()).as("proof").isEqualTo(200);
        HttpResponse<String> there = asker.get(filled(path, image));
        HttpResponse<String> nowhere = asker.get(filled(path, image.never()));
        assertThat(there.statusCode()).isEqualTo(nowhere.statusCode()).isEqualTo(404);
        assertThat(there.body()).isEqualTo(nowhere.body());
    }

    private Map<String, org.junit.jupiter.api.function.Executable> dimse(Image image) {
        String owner = image.kept().owner().toUpperCase(java.util.Locale.ROOT) + "PACS";
        Map<String, org.junit.jupiter.api.function.Executable> tests = new LinkedHashMap<>();
        Map<String, DataSet> questions = new LinkedHashMap<>();
        questions.put("study", keys("STUDY").set(Tag.StudyInstanceUID, image.study()));
        questions.put(
                "study by name",
                keys("STUDY")
                        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                        .set(Tag.PatientName, image.kept().name())
                        .setEmpty(Tag.StudyInstanceUID));
        questions.put(
                "series",
                keys("SERIES").set(Tag.StudyInstanceUID, image.study()).setEmpty(Tag.SeriesInstanceUID));
        questions.put(
                "image",
                keys("IMAGE")
                        .set(Tag.StudyInstanceUID, image.study())
                        .set(Tag.SeriesInstanceUID, image.series())
                        .setEmpty(Tag.SOPInstanceUID));
        questions.forEach((trick, question) -> tests.put("C-FIND " + trick, () -> {
            assertThat(find(owner, FIND, question)).as("proof").hasSize(1);
            assertThat(find("H001PACS", FIND, question)).isEmpty();
        }));
        tests.put("C-FIND patient by number and issuer", () -> {
            DataSet question = keys("PATIENT")
                    .set(Tag.PatientID, image.kept().mrn())
                    .set(Tag.IssuerOfPatientID, image.kept().owner().toUpperCase(java.util.Locale.ROOT))
                    .setEmpty(Tag.NumberOfPatientRelatedStudies);
            assertThat(find(owner, PATIENT_FIND, question)).as("proof").hasSize(1);
            assertThat(find("H001PACS", PATIENT_FIND, question)).isEmpty();
        });
        tests.put("C-FIND of one's own patient", () -> assertThat(find(
                        "H001PACS",
                        PATIENT_FIND,
                        keys("PATIENT")
                                .set(Tag.PatientID, image.kept().mrn())
                                .setEmpty(Tag.NumberOfPatientRelatedStudies)))
                .isEmpty());
        DataSet study = keys("STUDY").set(Tag.StudyInstanceUID, image.study());
        tests.put("C-GET", () -> {
            assertThat(got(owner, study)).as("proof").isEqualTo(1);
            assertThat(got("H001PACS", study)).isZero();
        });
        tests.put("C-MOVE", () -> {
            DataSet never = keys("STUDY").set(Tag.StudyInstanceUID, uid());
            assertThat(move("H001PACS", study)).isEqualTo(move("H001PACS", never));
        });
        return tests;
    }

    private static DataSet keys(String level) {
        return new DataSet().set(Tag.QueryRetrieveLevel, level);
    }

    private AssociationRequest to(String caller) {
        return AssociationRequest.to("127.0.0.1", HubPorts.of(environment, "dicom"))
                .calling(caller)
                .called("YILIAN");
    }

    private List<DataSet> find(String caller, String model, DataSet keys) throws IOException {
        List<DataSet> found = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(to(caller)
                .propose(model, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                .queryOptions(model, QueryOptions.NONE))) {
            assertThat(client.find(model, keys, found::add)).isEqualTo(DimseStatus.SUCCESS);
        }
        return found;
    }

    private int got(String caller, DataSet keys) throws IOException {
        List<byte[]> received = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(to(caller)
                .propose(GET, UID.ImplicitVRLittleEndian)
                .propose(UID.CTImageStorage, UID.ExplicitVRLittleEndian)
                .alsoScp(UID.CTImageStorage))) {
            client.get(
                    GET,
                    keys,
                    (request, data) -> {
                        received.add(data.readAllBytes());
                        return DimseStatus.SUCCESS;
                    },
                    progress -> {});
        }
        return received.size();
    }

    private String move(String caller, DataSet keys) throws IOException {
        try (DicomClient client = DicomClient.connect(to(caller).propose(MOVE, UID.ImplicitVRLittleEndian))) {
            RetrieveResult result = client.move(MOVE, keys, "TESTSCP", progress -> {});
            return result.status() + " " + result.failedInstanceUids();
        }
    }

    private Image image(Kept kept) {
        Hub hub = new Hub(port, 0);
        Image image = new Image(kept, uid(), uid(), uid());
        DataSet ct = SampleObjects.ct(image.study(), image.series(), image.sop(), 1, kept.mrn());
        ct.set(Tag.SpecificCharacterSet, "ISO_IR 192").set(Tag.PatientName, kept.name());
        byte[] file = SampleObjects.sent(ct, UID.ExplicitVRLittleEndian).file();
        HttpResponse<byte[]> answer = hub.post(
                hub.token(kept.owner(), "dicomweb.write"),
                "/dicomweb/studies",
                Hub.multipart(file),
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=xyz");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return image;
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
