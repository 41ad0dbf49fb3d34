package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * WADO-RS for whole objects, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html">PS3.18 10.4</a>. Objects leave as they
 * are stored: a client that names another transfer syntax than the stored one is told 406.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class RetrieveController {
    private static final String DICOM = "application/dicom";

    private final DicomWeb web;
    private final ImageStore store;
    private final ImagingAccess access;
    private final FileAnswer files;

    RetrieveController(DicomWeb web, ImageStore store, ImagingAccess access, FileAnswer files) {
        this.web = web;
        this.store = store;
        this.access = access;
        this.files = files;
    }

    @GetMapping("/studies/{study}")
    void study(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(web.instances(study, null, null), false, request, response);
    }

    @GetMapping("/studies/{study}/series/{series}")
    void series(
            @PathVariable String study,
            @PathVariable String series,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, null), false, request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}")
    void instance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, instance), true, request, response);
    }

    private void send(
            List<InstanceRow> instances, boolean single, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Accepts.Range range = DicomWeb.accepts(request)
                .ranges()
                .filter(each -> each.isMultipart()
                        ? Accepts.matches(each.partType(), DICOM)
                        : each.isAnything() || single && Accepts.matches(each.type(), DICOM))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.notAcceptable("Objects are sent as multipart/related; type=\"application/dicom\""));
        String wanted = range.transferSyntax();
        List<InstanceRow> sent = instances.stream()
                .filter(row -> wanted.equals("*") || wanted.equals(row.transferSyntax()))
                .toList();
        if (sent.isEmpty()) {
            throw Refusal.notAcceptable("The objects are not stored in that transfer syntax");
        }
        access.read(sent);
        if (single && DicomWeb.unchanged(request, response, sent.get(0).object().sha256())) {
            return;
        }
        if (single && !range.isMultipart() && !range.isAnything()) {
            InstanceRow row = sent.get(0);
            files.send(
                    DICOM + "; transfer-syntax=" + row.transferSyntax(),
                    row.object().key(),
                    new Range(0, row.object().size()),
                    request,
                    response);
            return;
        }
        String base = web.base();
        Multipart multipart = new Multipart();
        for (InstanceRow row : sent) {
            multipart.part(
                    DICOM + "; transfer-syntax=" + row.transferSyntax(),
                    base + DicomWeb.path(row),
                    row.object().key(),
                    List.of(new Range(0, row.object().size())));
        }
        if (sent.size() < instances.size()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        }
        multipart.send(response, DICOM, store);
    }
}
