package org.yilian.hub.imaging.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * WADO-URI, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/chapter_9.html">PS3.18 9</a>, as another
 * way of writing the same requests: {@code application/dicom} becomes the instance, pictures become rendered frames.
 */
@RestController
class WadoUriController {

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
        String type = contentType.split("[,;]")[0].strip();
        String path = DicomWeb.PATH + "/studies/" + studyUID + "/series/" + seriesUID + "/instances/" + objectUID;
        String resource =
                switch (type) {
                    case "application/dicom" -> "";
                    case "image/jpeg", "image/png" ->
                        frameNumber == null ? "/rendered" : "/frames/" + frameNumber + "/rendered";
                    default ->
                        throw Refusal.notAcceptable(
                                "Only application/dicom, image/jpeg and image/png are sent this way");
                };
        RequestDispatcher target = request.getRequestDispatcher(path + resource + "?accept=" + type);
        target.forward(request, response);
    }
}
