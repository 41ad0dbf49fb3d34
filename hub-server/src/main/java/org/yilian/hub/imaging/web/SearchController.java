package org.yilian.hub.imaging.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.query.Condition;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.query.Level;
import org.yilian.hub.imaging.query.Query;

/** QIDO-RS, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.6.html">PS3.18 10.6</a>. */
@RestController
@RequestMapping(DicomWeb.PATH)
class SearchController {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ImageSearch search;
    private final DicomWeb web;
    private final ImagingAccess access;

    SearchController(ImageSearch search, DicomWeb web, ImagingAccess access) {
        this.search = search;
        this.web = web;
        this.access = access;
    }

    @GetMapping("/studies")
    void studies(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Level.STUDY, List.of(), request, response);
    }

    @GetMapping("/series")
    void allSeries(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Level.SERIES, List.of(), request, response);
    }

    @GetMapping("/studies/{study}/series")
    void series(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(Level.SERIES, List.of(inStudy(study)), request, response);
    }

    @GetMapping("/instances")
    void allInstances(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(Level.INSTANCE, List.of(), request, response);
    }

    @GetMapping("/studies/{study}/instances")
    void instancesOfStudy(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(Level.INSTANCE, List.of(inStudy(study)), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances")
    void instances(
            @PathVariable String study,
            @PathVariable String series,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(series);
        answer(Level.INSTANCE, List.of(inStudy(study), Query.series(series)), request, response);
    }

    private static Condition inStudy(String study) {
        DicomWeb.requireUid(study);
        return Query.study(study);
    }

    private void answer(Level level, List<Condition> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = DicomWeb.accepts(request).best(List.of(DicomWeb.JSON, "application/json"));
        if (type == null) {
            throw Refusal.notAcceptable("Searches are answered in application/dicom+json");
        }
        List<Condition> fixed = new ArrayList<>(path);
        access.visible().ifPresent(fixed::add);
        Query query = Query.parse(level, fixed, request.getParameterMap());
        if (query.person() != null) {
            query = query.and(access.ofPerson(query.person()));
        }
        List<ImageSearch.Answer> found = search.find(query, web.base());
        List<ImageSearch.Answer> answers = access.visible(found);
        access.searched(
                level + " " + request.getRequestURI()
                        + (request.getQueryString() == null ? "" : "?" + request.getQueryString()),
                answers);
        response.setContentType(type);
        if (!answers.isEmpty() && found.size() == query.limit()) {
            response.setHeader("Warning", "299 yilian: \"There may be more results; ask for the next with offset\"");
        }
        try (JsonGenerator json = MAPPER.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            for (ImageSearch.Answer answer : answers) {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> attribute : answer.attributes().entrySet()) {
                    json.writeFieldName(attribute.getKey());
                    MAPPER.writeTree(json, attribute.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
