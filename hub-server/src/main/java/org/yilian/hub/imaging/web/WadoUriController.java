package org.yilian.hub.imaging.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * WADO-URI, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/chapter_9.html">PS3.18 9</a>, as another
 * way of writing the same requests: {@code application/dicom} becomes the instance, pictures become rendered frames.
 */
@RestController
class WadoUriController {
    private static final List<String> TYPES = List.of("image/jpeg", "image/png", "image/gif", "application/dicom");
    private static final String NUMBER = "[-+]?\\d{1,9}(\\.\\d{1,9})?([eE][-+]?\\d{1,2})?";

    @GetMapping(path = DicomWeb.PATH, params = "requestType=WADO")
    void retrieve(
            @RequestParam String studyUID,
            @RequestParam String seriesUID,
            @RequestParam String objectUID,
            @RequestParam(defaultValue = "image/jpeg") String contentType,
            @RequestParam(required = false) String frameNumber,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        DicomWeb.requireUid(studyUID);
        DicomWeb.requireUid(seriesUID);
        DicomWeb.requireUid(objectUID);
        if (frameNumber != null && !frameNumber.matches("[1-9]\\d{0,8}")) {
            throw Refusal.bad("frameNumber is a number from 1");
        }
        if (request.getParameter("anonymize") != null) {
            throw Refusal.bad("Objects are not anonymized on the way");
        }
        String type = Accepts.of(List.of(), contentType).best(TYPES);
        String path = DicomWeb.PATH + "/studies/" + studyUID + "/series/" + seriesUID + "/instances/" + objectUID;
        if (type == null) {
            throw Refusal.notAcceptable(
                    "Only application/dicom, image/jpeg, image/png and image/gif are sent this way");
        }
        StringBuilder target = new StringBuilder(path);
        if (type.equals("application/dicom")) {
            target.append("?accept=").append(type);
            parameter(request, "transferSyntax", "[0-9.]{1,64}")
                    .ifPresent(syntax -> target.append("%3Btransfer-syntax=").append(syntax));
        } else {
            target.append(frameNumber == null ? "/rendered" : "/frames/" + frameNumber + "/rendered")
                    .append("?accept=")
                    .append(type);
            presentation(request, target);
        }
        request.getRequestDispatcher(target.toString()).forward(request, response);
    }

    /** 9.1.2.2.2 to .8 in the words of PS3.18 8.3.5.1; a row or column count alone bounds only itself. */
    private static void presentation(HttpServletRequest request, StringBuilder target) {
        Optional<String> columns = parameter(request, "columns", "[1-9]\\d{0,4}");
        Optional<String> rows = parameter(request, "rows", "[1-9]\\d{0,4}");
        if (columns.isPresent() || rows.isPresent()) {
            target.append("&viewport=")
                    .append(columns.orElse("4096"))
                    .append(',')
                    .append(rows.orElse("4096"));
        }
        Optional<String> center = parameter(request, "windowCenter", NUMBER);
        Optional<String> width = parameter(request, "windowWidth", NUMBER);
        if (center.isPresent() != width.isPresent()) {
            throw Refusal.bad("windowCenter and windowWidth belong together");
        }
        center.ifPresent(c -> target.append("&window=").append(c).append(',').append(width.get()));
        parameter(request, "imageQuality", "\\d{1,3}")
                .ifPresent(quality -> target.append("&quality=").append(quality));
        // "region" is read under its own name.
    }

    private static Optional<String> parameter(HttpServletRequest request, String name, String form) {
        String value = request.getParameter(name);
        if (value != null && !value.matches(form)) {
            throw Refusal.bad("A parameter of the picture is no number of its kind");
        }
        return Optional.ofNullable(value);
    }
}
