package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.content.Transcoded;
import org.yilian.hub.imaging.content.Transcoder;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * WADO-RS for whole objects, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html">PS3.18 10.4</a>. Objects leave as they
 * are stored, unless the client accepts only explicit VR little endian; then they are decoded on the way. Any other syntax than
 * the stored one is told 406. Without the parameter {@code transfer-syntax} the stored one is taken.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class RetrieveController {
    private static final String DICOM = "application/dicom";

    private final DicomWeb web;
    private final ImageStore store;
    private final ImagingAccess access;
    private final FileAnswer files;
    private final Transcoder transcoder;

    RetrieveController(DicomWeb web, ImageStore store, ImagingAccess access, FileAnswer files, Transcoder transcoder) {
        this.web = web;
        this.store = store;
        this.access = access;
        this.files = files;
        this.transcoder = transcoder;
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
        Accepts accepts = DicomWeb.accepts(request);
        Map<InstanceRow, Accepts.Range> sent = new LinkedHashMap<>();
        for (InstanceRow row : instances) {
            accepts.ranges()
                    .filter(range -> typed(range, single) && (asStored(range, row) || decoded(range, row)))
                    .findFirst()
                    .ifPresent(range -> sent.put(row, range));
        }
        if (sent.isEmpty()) {
            throw Refusal.notAcceptable("Objects are sent as multipart/related; type=\"application/dicom\", as they are"
                    + " stored or in explicit VR little endian");
        }
        access.read(List.copyOf(sent.keySet()));
        if (single) {
            InstanceRow row = instances.get(0);
            Accepts.Range range = sent.get(row);
            boolean stored = asStored(range, row);
            if (DicomWeb.unchanged(request, response, row.object().sha256() + (stored ? "" : "-decoded"))) {
                return;
            }
            if (!range.isMultipart() && !range.isAnything()) {
                alone(row, stored, request, response);
                return;
            }
        }
        Multipart multipart = new Multipart();
        for (Map.Entry<InstanceRow, Accepts.Range> each : sent.entrySet()) {
            add(multipart, each.getKey(), asStored(each.getValue(), each.getKey()), single);
        }
        if (sent.size() < instances.size()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        }
        multipart.send(response, DICOM, store);
    }

    private static boolean typed(Accepts.Range range, boolean single) {
        return range.isMultipart()
                ? Accepts.matches(range.partType(), DICOM)
                : range.isAnything() || single && Accepts.matches(range.type(), DICOM);
    }

    private static boolean asStored(Accepts.Range range, InstanceRow row) {
        String wanted = range.transferSyntax();
        return wanted.equals("*") || wanted.equals(row.transferSyntax());
    }

    private static boolean decoded(Accepts.Range range, InstanceRow row) {
        return range.transferSyntax().equals(Transcoder.TARGET.uid()) && Transcoder.decodes(row.transferSyntax());
    }

    private void alone(InstanceRow row, boolean stored, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (stored) {
            String type = DICOM + "; transfer-syntax=" + row.transferSyntax();
            files.send(type, row.object().key(), new Range(0, row.object().size()), request, response);
            return;
        }
        Transcoded made = open(row);
        response.setContentType(DICOM + "; transfer-syntax=" + Transcoder.TARGET);
        response.setContentLengthLong(made.length());
        made.writeTo(response.getOutputStream());
    }

    private void add(Multipart multipart, InstanceRow row, boolean stored, boolean early) throws IOException {
        String location = web.base() + DicomWeb.path(row);
        if (stored) {
            multipart.part(
                    DICOM + "; transfer-syntax=" + row.transferSyntax(),
                    location,
                    row.object().key(),
                    List.of(new Range(0, row.object().size())));
            return;
        }
        // A single one is opened before anything is sent: what cannot be decoded is then told by a status.
        Transcoded made = early ? open(row) : null;
        multipart.part(
                DICOM + "; transfer-syntax=" + Transcoder.TARGET, location, out -> (made == null ? openLate(row) : made)
                        .writeTo(out));
    }

    private Transcoded open(InstanceRow row) throws IOException {
        try {
            return transcoder.open(row);
        } catch (PixelFailure e) {
            throw Refusal.of(e);
        }
    }

    /** When the answer has begun, breaking off is the only way to say that it fails. */
    private Transcoded openLate(InstanceRow row) throws IOException {
        try {
            return transcoder.open(row);
        } catch (PixelFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
