package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;
import org.yilian.hub.imaging.SampleObjects.Sent;

/** A study opened in Weasis: the link is followed as Weasis follows it, to the last instance. */
@HubTest
class WeasisIT {
    private static final Pattern COMMAND = Pattern.compile("\\$dicom:get -w \"(http[^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String study = ImageDoors.uid();
    private final String series = ImageDoors.uid();
    private final String patient = "W" + UUID.randomUUID().toString().substring(0, 8);
    private Hub hub;
    private Sent one;
    private Sent two;

    @BeforeEach
    void aStudy() throws IOException {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        one = SampleObjects.sent(
                SampleObjects.ct(study, series, ImageDoors.uid(), 1, patient), UID.ExplicitVRLittleEndian);
        two = SampleObjects.sent(
                SampleObjects.ct(study, ImageDoors.uid(), ImageDoors.uid(), 2, patient), UID.ImplicitVRLittleEndian);
        assertThat(hub.store("H001PACS", one, two)).allMatch(DimseStatus::isSuccess);
    }

    @Test
    void everyInstanceIsFetchedAsTheManifestSays() throws Exception {
        String link = link();
        assertThat(link).startsWith("weasis://%24dicom").doesNotContain(study, patient, "+");
        Element manifest = manifest(link);

        Element query = elements(manifest, "arcQuery").get(0);
        assertThat(elements(query, "Patient").get(0).getAttribute("PatientID")).isEqualTo(patient);
        assertThat(elements(query, "Study").get(0).getAttribute("StudyInstanceUID"))
                .isEqualTo(study);
        assertThat(elements(query, "Series")).hasSize(2).allMatch(each -> each.getAttribute("Modality")
                .equals("CT"));
        Map<String, byte[]> fetched = new HashMap<>();
        for (Element instance : elements(query, "Instance")) {
            HttpResponse<byte[]> answer = get(wado(query, instance), key(query));
            assertThat(answer.statusCode()).isEqualTo(200);
            fetched.put(instance.getAttribute("SOPInstanceUID"), Hub.dataSet(answer.body()));
        }
        assertThat(fetched).containsOnlyKeys(one.sopUid(), two.sopUid());
        assertThat(fetched.get(one.sopUid())).isEqualTo(one.bytes());
        assertThat(fetched.get(two.sopUid())).isEqualTo(two.bytes());
    }

    @Test
    void theCodeWorksOnceAndTheKeyOpensThisStudyOnly() throws Exception {
        String link = link();
        Element query = elements(manifest(link), "arcQuery").get(0);
        assertThat(get(address(link), null).statusCode()).isEqualTo(404);
        String key = key(query);
        String root = "http://localhost:" + port;
        assertThat(get(root + "/dicomweb/studies/" + study + "/metadata", key).statusCode())
                .isEqualTo(200);
        for (String other : List.of(
                "/dicomweb/studies/" + ImageDoors.uid(),
                "/dicomweb/studies/" + study + "1",
                "/dicomweb/studies?StudyInstanceUID=" + study,
                "/dicomweb?requestType=WADO&studyUID=1.2&seriesUID=1.2&objectUID=1.2&contentType=application/dicom",
                "/fhir/Patient",
                "/api/me")) {
            assertThat(get(root + other, key).statusCode()).as(other).isEqualTo(401);
        }
        assertThat(get(wado(query, elements(query, "Instance").get(0)), "x").statusCode())
                .isEqualTo(401);
        assertThat(hub.post(null, "/api/studies/" + study + "/weasis", new byte[0])
                        .statusCode())
                .isIn(401, 403);
        assertThat(hub.user("doctor")
                        .send("POST", "/api/studies/1.2.3/weasis", "application/json", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    private String link() throws IOException {
        HttpResponse<String> made =
                hub.user("doctor").send("POST", "/api/studies/" + study + "/weasis", "application/json", "{}");
        assertThat(made.statusCode()).isEqualTo(200);
        return Hub.tree(made.body().getBytes(StandardCharsets.UTF_8))
                .path("link")
                .asText();
    }

    /** As Weasis does: what stands behind the scheme is its command line, percent-encoded. */
    private static String address(String link) {
        Matcher command =
                COMMAND.matcher(URLDecoder.decode(link.substring("weasis://".length()), StandardCharsets.UTF_8));
        assertThat(command.matches()).isTrue();
        return command.group(1);
    }

    private Element manifest(String link) throws Exception {
        HttpResponse<byte[]> answer = get(address(link), null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body()))
                .getDocumentElement();
    }

    private static String key(Element query) {
        Element tag = elements(query, "httpTag").get(0);
        assertThat(tag.getAttribute("key")).isEqualTo("X-Yilian-Visit");
        return tag.getAttribute("value");
    }

    private static String wado(Element query, Element instance) {
        Element series = (Element) instance.getParentNode();
        Element study = (Element) series.getParentNode();
        return query.getAttribute("baseUrl") + "?requestType=WADO&studyUID="
                + study.getAttribute("StudyInstanceUID") + "&seriesUID=" + series.getAttribute("SeriesInstanceUID")
                + "&objectUID=" + instance.getAttribute("SOPInstanceUID") + "&contentType=application%2Fdicom";
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS("http://www.weasis.org/xsd/2.5", name);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private HttpResponse<byte[]> get(String url, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (key != null) {
            request.header("X-Yilian-Visit", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
