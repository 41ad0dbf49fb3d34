package org.yilian.hub.imaging.web;

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
import org.yilian.dicom.DataSet;
import org.yilian.hub.imaging.content.FrameBytes;
import org.yilian.hub.imaging.content.Heads;
import org.yilian.hub.imaging.content.Transcoder;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * WADO-RS frames, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html#sect_10.4.1.1.6">PS3.18
 * 10.4.1.1.6</a>: pieces of the file as stored, each part naming its transfer syntax;
 * decoded where the client asks for explicit VR little endian and that is not what is stored.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class FrameController {
    private static final String OCTETS = "application/octet-stream";
    private static final int MAX_FRAMES = 2_000;

    /** Media types of compressed frames, PS3.18 table 8.7.3-5. */
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "1.2.840.10008.1.2.4.50", "image/jpeg",
            "1.2.840.10008.1.2.4.57", "image/jpeg",
            "1.2.840.10008.1.2.4.70", "image/jpeg",
            "1.2.840.10008.1.2.4.80", "image/jls",
            "1.2.840.10008.1.2.4.81", "image/jls",
            "1.2.840.10008.1.2.4.90", "image/jp2",
            "1.2.840.10008.1.2.4.91", "image/jp2",
            "1.2.840.10008.1.2.5", "image/dicom-rle");

    private final DicomWeb web;
    private final ImageStore store;
    private final ImagingAccess access;
    private final FileAnswer files;
    private final Heads heads;
    private final Transcoder transcoder;

    FrameController(
            DicomWeb web,
            ImageStore store,
            ImagingAccess access,
            FileAnswer files,
            Heads heads,
            Transcoder transcoder) {
        this.web = web;
        this.store = store;
        this.access = access;
        this.files = files;
        this.heads = heads;
        this.transcoder = transcoder;
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/frames/{frames}")
    void frames(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String frames,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        InstanceRow row = web.instance(study, series, instance);
        List<Integer> numbers = numbers(frames);
        String syntax = row.transferSyntax();
        String media = MEDIA_TYPES.getOrDefault(syntax, OCTETS);
        Accepts.Range range = DicomWeb.accepts(request)
                .ranges()
                .filter(each ->
                        fits(each, media, syntax, numbers.size() == 1) || decodes(each, syntax, numbers.size() == 1))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.notAcceptable("Frames are sent as stored, or decoded to explicit VR little endian"));
        List<List<Range>> pieces = new ArrayList<>();
        for (int number : numbers) {
            List<Range> frame = row.pixels().frame(number);
            if (frame == null) {
                throw Refusal.notFound();
            }
            pieces.add(frame);
        }
        access.readFrames(row);
        boolean decoded = FrameBytes.isDeflated(row) || !fits(range, media, syntax, numbers.size() == 1);
        String variant = frames.replace(',', '-') + (decoded ? "-decoded" : "");
        if (DicomWeb.unchanged(request, response, row.object().sha256() + "-" + variant)) {
            return;
        }
        if (decoded) {
            sendDecoded(row, numbers, range, response);
            return;
        }
        // What the client called it: a client that asks for octets is not surprised by an image type.
        String asked = range.isMultipart() ? range.partType() : range.type();
        String type = asked.equals(media) || asked.startsWith("image/") ? media : OCTETS;
        String contentType = type + "; transfer-syntax=" + syntax;
        if (!range.isMultipart() && !range.isAnything() && pieces.get(0).size() == 1) {
            files.send(contentType, row.object().key(), pieces.get(0).get(0), request, response);
            return;
        }
        Multipart multipart = new Multipart();
        for (int i = 0; i < numbers.size(); i++) {
            multipart.part(
                    contentType,
                    web.base() + DicomWeb.path(row) + "/frames/" + numbers.get(i),
                    row.object().key(),
                    pieces.get(i));
        }
        multipart.send(response, type, store);
    }

    private void sendDecoded(InstanceRow row, List<Integer> numbers, Accepts.Range range, HttpServletResponse response)
            throws IOException {
        String type = OCTETS + "; transfer-syntax=" + Transcoder.TARGET.uid();
        DataSet head = heads.read(row);
        // The first one before anything is sent: what cannot be decoded is then told by a status.
        byte[] first = decoded(row, head, numbers.get(0));
        if (!range.isMultipart() && !range.isAnything()) {
            response.setContentType(type);
            response.setContentLength(first.length);
            response.getOutputStream().write(first);
            return;
        }
        Multipart multipart = new Multipart();
        for (int number : numbers) {
            multipart.part(
                    type,
                    web.base() + DicomWeb.path(row) + "/frames/" + number,
                    out -> out.write(number == numbers.get(0) ? first : decodedLate(row, head, number)));
        }
        multipart.send(response, OCTETS, store);
    }

    private byte[] decoded(InstanceRow row, DataSet head, int number) throws IOException {
        try {
            return transcoder.frame(row, head, number);
        } catch (PixelFailure e) {
            throw Refusal.of(e);
        }
    }

    /** When the answer has begun, breaking off is the only way to say that it fails. */
    private byte[] decodedLate(InstanceRow row, DataSet head, int number) throws IOException {
        try {
            return transcoder.frame(row, head, number);
        } catch (PixelFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static boolean decodes(Accepts.Range range, String syntax, boolean one) {
        String type = range.isMultipart() ? range.partType() : range.type();
        return Accepts.matches(type, OCTETS)
                && range.transferSyntax().equals(Transcoder.TARGET.uid())
                && Transcoder.decodes(syntax)
                && (range.isMultipart() || range.isAnything() || one);
    }

    private static boolean fits(Accepts.Range range, String media, String syntax, boolean one) {
        String type = range.isMultipart() ? range.partType() : range.type();
        boolean typed = Accepts.matches(type, OCTETS) || Accepts.matches(type, media);
        String wanted = range.transferSyntax();
        boolean stored = wanted.equals("*")
                || wanted.equals(syntax)
                // Frames of both uncompressed little endian syntaxes are the same bytes.
                || wanted.equals("1.2.840.10008.1.2.1")
                        && (syntax.equals("1.2.840.10008.1.2") || syntax.equals("1.2.840.10008.1.2.1.99"));
        return typed && stored && (range.isMultipart() || range.isAnything() || one);
    }

    private static List<Integer> numbers(String list) {
        if (!list.matches("[1-9]\\d{0,8}(,[1-9]\\d{0,8})*")) {
            throw Refusal.bad("Frames are a list of numbers from 1");
        }
        List<Integer> numbers =
                java.util.Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
        if (numbers.size() > MAX_FRAMES) {
            throw Refusal.bad("Too many frames in one request");
        }
        return numbers;
    }
}
