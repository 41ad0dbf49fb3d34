package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.MetadataBlob;

/**
 * WADO-RS metadata, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html#sect_10.4.1.1.2">PS3.18
 * 10.4.1.1.2</a>, out of the documents made at ingest; compressed pieces are sent as they lie.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class MetadataController {
    private static final int PAGE = 200;

    private final DicomWeb web;
    private final ImageIndex index;
    private final ImagingAccess access;

    MetadataController(DicomWeb web, ImageIndex index, ImagingAccess access) {
        this.web = web;
        this.index = index;
        this.access = access;
    }

    @GetMapping("/studies/{study}/metadata")
    void study(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(web.instances(study, null, null), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/metadata")
    void series(
            @PathVariable String study,
            @PathVariable String series,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, null), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/metadata")
    void instance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, instance), request, response);
    }

    private void send(List<InstanceRow> instances, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type = DicomWeb.accepts(request).best(List.of(DicomWeb.JSON, "application/json"));
        if (type == null) {
            throw Refusal.notAcceptable("Metadata is sent as application/dicom+json");
        }
        access.read(instances);
        long newest = instances.stream().mapToLong(InstanceRow::id).max().orElseThrow();
        response.setHeader("Vary", "Accept-Encoding, Accept");
        boolean gzip = gzipAccepted(request);
        String base = web.base();
        String tag = newest + "-" + instances.size() + "-" + Integer.toHexString(base.hashCode()) + (gzip ? "-gz" : "");
        if (DicomWeb.unchanged(request, response, tag)) {
            return;
        }
        response.setContentType(type);
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
            compressed(instances, base, response.getOutputStream());
        } else {
            plain(instances, base, response.getOutputStream());
        }
    }

    private void compressed(List<InstanceRow> instances, String base, OutputStream out) throws IOException {
        try (MetadataBlob.Gzip gzip = new MetadataBlob.Gzip(out, base)) {
            String before = "[";
            for (int from = 0; from < instances.size(); from += PAGE) {
                for (byte[] blob : page(instances, from)) {
                    gzip.text(before);
                    gzip.document(blob);
                    before = ",";
                }
            }
            gzip.text("]");
        }
    }

    private void plain(List<InstanceRow> instances, String base, OutputStream out) throws IOException {
        char before = '[';
        for (int from = 0; from < instances.size(); from += PAGE) {
            for (byte[] blob : page(instances, from)) {
                out.write(before);
                out.write(MetadataBlob.text(blob, base).getBytes(StandardCharsets.UTF_8));
                before = ',';
            }
        }
        out.write(']');
    }

    private List<byte[]> page(List<InstanceRow> instances, int from) {
        return index.metadata(instances.subList(from, Math.min(instances.size(), from + PAGE)).stream()
                .map(InstanceRow::id)
                .toList());
    }

    private static boolean gzipAccepted(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && accepted.contains("gzip")
                && !accepted.matches(".*gzip\\s*;\\s*q=0(\\.0*)?\\s*(,.*)?");
    }
}
