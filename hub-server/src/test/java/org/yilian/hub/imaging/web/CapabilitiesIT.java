package org.yilian.hub.imaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.yilian.hub.HubTest;

/** What the service says of itself is what it does. */
@HubTest
class CapabilitiesIT {
    private static final String WADL = "application/vnd.sun.wadl+xml";
    private static final String NAMESPACE = "http://wadl.dev.java.net/2009/02";

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void namesEveryDoorThatThereIsAndNoOther() throws Exception {
        Set<String> doors = new TreeSet<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> mapping.getPatternValues().stream()
                .filter(path -> path.equals("/dicomweb") || path.startsWith("/dicomweb/") && path.length() > 10)
                .forEach(path -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> doors.add(verb + " " + path.replace("{*path}", "{path}")))));

        assertThat(told()).isNotEmpty().isEqualTo(doors);
    }

    @Test
    void namesTheSameInJson() throws Exception {
        JsonNode application =
                new ObjectMapper().readTree(options("application/json").body()).path("application");
        Set<String> told = new TreeSet<>();
        for (JsonNode resource : application.at("/resources/resource")) {
            resource.path("method")
                    .forEach(method -> told.add(method.path("name").asText() + " "
                            + door(resource.path("path").asText())));
        }
        assertThat(told).isEqualTo(told());
        assertThat(application.at("/resources/base").asText()).isEqualTo("http://localhost:" + port + "/dicomweb");
    }

    @Test
    void namesForSearchesWhatASearchTakes() throws Exception {
        Element search = methods(wadl()).stream()
                .filter(each -> each.getAttribute("id").equals("SearchForStudies"))
                .findFirst()
                .orElseThrow();
        List<String> names = elements(search, "param").stream()
                .filter(each -> each.getAttribute("style").equals("query"))
                .map(each -> each.getAttribute("name"))
                .toList();
        assertThat(names)
                .contains("PatientID", "StudyDate", "limit", "fuzzymatching")
                .doesNotContain("Modality", "Rows");
        org.yilian.hub.imaging.query.Query.parse(
                org.yilian.hub.imaging.query.Level.STUDY,
                List.of(),
                names.stream().collect(Collectors.toMap(name -> name, name -> new String[] {example(name)})));
    }

    @Test
    void refusesOtherTypesAndLeavesTheBrowsersQuestionAlone() throws Exception {
        assertThat(options("text/html").statusCode()).isEqualTo(406);
        HttpResponse<byte[]> any = options("*/*");
        assertThat(any.statusCode()).isEqualTo(200);
        assertThat(any.headers().firstValue("Content-Type").orElseThrow()).startsWith(WADL);
        HttpResponse<byte[]> below = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dicomweb/studies"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(below.statusCode()).isEqualTo(401);
    }

    private static String example(String name) {
        if (name.endsWith("Date")) {
            return "20260101";
        }
        return name.endsWith("Time") ? "1015" : name.endsWith("UID") ? "1.2" : "1";
    }

    private Set<String> told() throws Exception {
        Set<String> told = new TreeSet<>();
        for (Element method : methods(wadl())) {
            String path = ((Element) method.getParentNode()).getAttribute("path");
            told.add(method.getAttribute("name") + " " + door(path));
        }
        return told;
    }

    private static String door(String path) {
        return path.isEmpty() ? "/dicomweb" : "/dicomweb/" + path;
    }

    private Document wadl() throws Exception {
        HttpResponse<byte[]> answer = options(WADL);
        assertThat(answer.statusCode()).isEqualTo(200);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
    }

    private static List<Element> methods(Document wadl) {
        return elements(wadl.getDocumentElement(), "method");
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS(NAMESPACE, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private HttpResponse<byte[]> options(String accept) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dicomweb/"))
                        .header("Accept", accept)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
