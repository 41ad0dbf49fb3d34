package org.yilian.hub.imaging.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yilian.hub.imaging.query.Level;
import org.yilian.hub.imaging.query.Query;

/**
 * What is to be had below the service root, in the terms of WADL, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_8.9.html">PS3.18 8.9</a>: a tree of maps (elements)
 * and lists (elements of one name), texts are attributes.
 */
final class Capabilities {
    private static final String STUDY = "studies/{study}";
    private static final String SERIES = STUDY + "/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";
    private static final String WORKITEM = "workitems/{workitem}";
    private static final String FRAMES = INSTANCE + "/frames/{frames}";

    private static final List<String> JSON = List.of(DicomWeb.JSON, "application/json");
    private static final List<String> OBJECTS = List.of("multipart/related; type=\"application/dicom\"");
    private static final List<String> OBJECT = both(OBJECTS, "application/dicom");
    private static final List<String> PICTURES = List.of("image/jpeg", "image/png");
    private static final List<String> MOVING = both(PICTURES, "image/gif");
    private static final List<String> BULK =
            List.of("multipart/related; type=\"application/octet-stream\"", "application/octet-stream");
    private static final List<String> FRAME = Stream.concat(
                    BULK.stream(),
                    Stream.of("image/jpeg", "image/jls", "image/jp2", "image/dicom-rle")
                            .map(type -> "multipart/related; type=\"" + type + "\""))
            .toList();
    private static final List<String> STORED = List.of(
            "multipart/related; type=\"application/dicom\"", "multipart/related; type=\"application/dicom+json\"");

    private static final List<String> RENDERING = List.of("accept", "window", "viewport", "quality");
    private static final List<String> PAGING = List.of("limit", "offset", "includefield", "fuzzymatching", "person");
    private static final List<String> WORKITEM_PAGING = List.of("limit", "offset", "includefield");
    private static final List<String> URI = List.of(
            "requestType",
            "studyUID",
            "seriesUID",
            "objectUID",
            "contentType",
            "frameNumber",
            "rows",
            "columns",
            "region",
            "windowCenter",
            "windowWidth",
            "imageQuality",
            "transferSyntax");

    private Capabilities() {}

    /**
     * @param base URL of the service root as the client sees it
     */
    static Map<String, Object> of(String base) {
        return Map.of("application", Map.of("resources", of("base", base, "resource", resources())));
    }

    private static List<Map<String, Object>> resources() {
        return List.of(
                resource("", get("RetrieveInstanceByURI", URI, both(MOVING, "application/dicom")), capabilities()),
                resource("studies", search("SearchForStudies", Level.STUDY), store("StoreInstances")),
                resource(
                        STUDY,
                        get("RetrieveStudy", List.of("accept"), OBJECTS),
                        store("StoreInstancesInStudy"),
                        delete("DeleteStudy")),
                resource(STUDY + "/metadata", get("RetrieveStudyMetadata", List.of("accept"), JSON)),
                resource(STUDY + "/thumbnail", get("RetrieveStudyThumbnail", RENDERING, PICTURES)),
                resource("series", search("SearchForSeries", Level.SERIES)),
                resource(STUDY + "/series", search("SearchForStudySeries", Level.SERIES)),
                resource(SERIES, get("RetrieveSeries", List.of("accept"), OBJECTS), delete("DeleteSeries")),
                resource(SERIES + "/metadata", get("RetrieveSeriesMetadata", List.of("accept"), JSON)),
                resource(SERIES + "/thumbnail", get("RetrieveSeriesThumbnail", RENDERING, PICTURES)),
                resource("instances", search("SearchForInstances", Level.INSTANCE)),
                resource(STUDY + "/instances", search("SearchForStudyInstances", Level.INSTANCE)),
                resource(SERIES + "/instances", search("SearchForSeriesInstances", Level.INSTANCE)),
                resource(INSTANCE, get("RetrieveInstance", List.of("accept"), OBJECT), delete("DeleteInstance")),
                resource(INSTANCE + "/metadata", get("RetrieveInstanceMetadata", List.of("accept"), JSON)),
                resource(INSTANCE + "/rendered", get("RetrieveRenderedInstance", RENDERING, MOVING)),
                resource(INSTANCE + "/thumbnail", get("RetrieveInstanceThumbnail", RENDERING, PICTURES)),
                resource(INSTANCE + "/bulkdata/{path}", get("RetrieveBulkdata", List.of("accept"), BULK)),
                resource(FRAMES, get("RetrieveFrames", List.of("accept"), FRAME)),
                resource(INSTANCE + "/frames/{frame}/rendered", get("RetrieveRenderedFrame", RENDERING, PICTURES)),
                resource(INSTANCE + "/frames/{frame}/thumbnail", get("RetrieveFrameThumbnail", RENDERING, PICTURES)),
                resource(
                        "workitems",
                        get("SearchForWorkitems", WORKITEM_PAGING, JSON),
                        sent("POST", "CreateWorkitem", List.of("workitem"), "201", "400", "409")),
                resource(
                        WORKITEM,
                        get("RetrieveWorkitem", List.of("accept"), JSON),
                        sent("POST", "UpdateWorkitem", List.of("transaction-uid"), "200", "400", "409")),
                resource(WORKITEM + "/state", sent("PUT", "ChangeWorkitemState", List.of(), "200", "400", "409")),
                resource(
                        WORKITEM + "/cancelrequest",
                        sent("POST", "RequestWorkitemCancellation", List.of(), "202", "409")));
    }

    @SafeVarargs
    private static Map<String, Object> resource(String path, Map<String, Object>... methods) {
        return of("path", path, "method", List.of(methods));
    }

    private static Map<String, Object> search(String id, Level level) {
        return get(
                id,
                Stream.concat(PAGING.stream(), Query.keywords(level).stream()).toList(),
                JSON);
    }

    private static Map<String, Object> get(String id, List<String> parameters, List<String> types) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> options =
                types.stream().map(type -> of("value", type)).toList();
        all.add(of("name", "Accept", "style", "header", "option", options));
        parameters.forEach(name -> all.add(of("name", name, "style", "query")));
        return of("name", "GET", "id", id, "request", of("param", all), "response", List.of(answer("200", types)));
    }

    private static Map<String, Object> store(String id) {
        List<Map<String, Object>> answers = Stream.of("200", "202", "409")
                .map(status -> answer(status, List.of(DicomWeb.JSON)))
                .toList();
        return of("name", "POST", "id", id, "request", of("representation", types(STORED)), "response", answers);
    }

    private static Map<String, Object> sent(String name, String id, List<String> parameters, String... statuses) {
        List<Map<String, Object>> asked = parameters.stream()
                .map(parameter -> of("name", parameter, "style", "query"))
                .toList();
        List<Map<String, Object>> answers =
                Stream.of(statuses).map(status -> of("status", status)).toList();
        return of(
                "name",
                name,
                "id",
                id,
                "request",
                of("param", asked, "representation", types(JSON)),
                "response",
                answers);
    }

    private static Map<String, Object> delete(String id) {
        Map<String, Object> reason = of("name", "reason", "style", "query", "required", "true");
        return of(
                "name",
                "DELETE",
                "id",
                id,
                "request",
                of("param", List.of(reason)),
                "response",
                List.of(of("status", "204")));
    }

    private static Map<String, Object> capabilities() {
        return of(
                "name",
                "OPTIONS",
                "id",
                "RetrieveCapabilities",
                "response",
                List.of(answer("200", CapabilitiesController.TYPES)));
    }

    private static Map<String, Object> answer(String status, List<String> types) {
        return of("status", status, "representation", types(types));
    }

    private static List<Map<String, Object>> types(List<String> types) {
        return types.stream().map(type -> of("mediaType", type)).toList();
    }

    private static List<String> both(List<String> types, String more) {
        return Stream.concat(types.stream(), Stream.of(more)).toList();
    }

    /** In this order. */
    private static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            made.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return made;
    }
}
