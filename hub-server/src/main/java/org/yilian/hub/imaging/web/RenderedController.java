package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.dicom.DataSet;
import org.yilian.hub.imaging.content.FrameBytes;
import org.yilian.hub.imaging.content.Heads;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.pixel.Animation;
import org.yilian.hub.imaging.pixel.EcgSheet;
import org.yilian.hub.imaging.pixel.Frame;
import org.yilian.hub.imaging.pixel.FrameDecoder;
import org.yilian.hub.imaging.pixel.GreyScale;
import org.yilian.hub.imaging.pixel.Picture;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.pixel.Presentation;
import org.yilian.hub.imaging.pixel.Window;

/**
 * Rendered resources and thumbnails, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html#sect_10.4.1.1.3">PS3.18 10.4.1.1.3</a>
 * and .4: JPEG or PNG of a frame through a window, or of an ECG on paper; an animated GIF of several frames. Nothing of the patient is written on them.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class RenderedController {
    private static final List<String> TYPES = List.of("image/jpeg", "image/png");
    private static final List<String> ECG_TYPES = List.of("image/png", "image/jpeg");
    private static final int THUMBNAIL = 256;
    private static final List<String> MOVING_TYPES = List.of("image/jpeg", "image/png", "image/gif");
    /** Instead of the number of a frame. */
    private static final int WHOLE = 0;

    private static final int MAX_MOVING = 500;
    /** Drawing costs memory and processor: so many at once, the others wait. */
    private static final int AT_ONCE = 4;

    private final DicomWeb web;
    private final ImagingAccess access;
    private final Heads heads;
    private final FrameBytes frames;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    RenderedController(DicomWeb web, ImagingAccess access, Heads heads, FrameBytes frames) {
        this.web = web;
        this.access = access;
        this.heads = heads;
        this.frames = frames;
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/rendered")
    void rendered(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, instance).get(0), WHOLE, 0, request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/frames/{frame}/rendered")
    void frame(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String frame,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, instance).get(0), number(frame), 0, request, response);
    }

    @GetMapping("/studies/{study}/thumbnail")
    void studyThumbnail(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        thumbnail(web.instances(study, null, null), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/thumbnail")
    void seriesThumbnail(
            @PathVariable String study,
            @PathVariable String series,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        thumbnail(web.instances(study, series, null), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/thumbnail")
    void instanceThumbnail(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        thumbnail(web.instances(study, series, instance), request, response);
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/frames/{frame}/thumbnail")
    void frameThumbnail(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String frame,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(web.instances(study, series, instance).get(0), number(frame), THUMBNAIL, request, response);
    }

    /** The middle one of those with pixels, in its middle: what a reader recognises. */
    private void thumbnail(List<InstanceRow> instances, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<InstanceRow> visible =
                instances.stream().filter(row -> row.pixels().present()).toList();
        List<InstanceRow> choice = visible.isEmpty() ? instances : visible;
        InstanceRow row = choice.get(choice.size() / 2);
        send(row, (row.frames() + 1) / 2, THUMBNAIL, request, response);
    }

    private static int number(String frame) {
        if (!frame.matches("[1-9]\\d{0,8}")) {
            throw Refusal.bad("A frame is a number from 1");
        }
        return Integer.parseInt(frame);
    }

    private void send(InstanceRow row, int number, int box, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RenderedQuery query = RenderedQuery.of(request, box);
        String type = DicomWeb.accepts(request).best(types(row, number, box));
        if (type == null) {
            throw Refusal.notAcceptable("Pictures are sent as image/jpeg or image/png, several frames as image/gif");
        }
        access.read(List.of(row));
        response.setHeader("Vary", "Accept");
        String variant = Integer.toHexString(List.of(number, box, String.valueOf(request.getQueryString()), type)
                .hashCode());
        if (DicomWeb.unchanged(request, response, row.object().sha256().substring(0, 32) + "-" + variant)) {
            return;
        }
        try {
            if (!places.tryAcquire(20, TimeUnit.SECONDS)) {
                throw Refusal.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy();
        }
        try {
            draw(row, Math.max(1, number), query, type, response);
        } catch (PixelFailure e) {
            throw Refusal.of(e);
        } finally {
            places.release();
        }
    }

    /** An instance of several frames moves when it is asked for as a whole. */
    private static List<String> types(InstanceRow row, int number, int box) {
        if (!row.pixels().present()) {
            return ECG_TYPES;
        }
        return number == WHOLE && row.frames() > 1 && box == 0 ? MOVING_TYPES : TYPES;
    }

    private void draw(InstanceRow row, int number, RenderedQuery query, String type, HttpServletResponse response)
            throws IOException, PixelFailure {
        DataSet head = heads.read(row);
        BufferedImage image = picture(row, head, number, query);
        response.setContentType(type);
        switch (type) {
            case "image/png" -> Picture.png(image, response.getOutputStream());
            case "image/gif" -> move(row, head, image, query, response);
            default -> Picture.jpeg(image, query.quality(), response.getOutputStream());
        }
    }

    private void move(
            InstanceRow row, DataSet head, BufferedImage first, RenderedQuery query, HttpServletResponse response)
            throws IOException, PixelFailure {
        if (row.frames() > MAX_MOVING) {
            throw new PixelFailure(PixelFailure.Reason.TOO_LARGE, "Too many frames for an animation");
        }
        try (Animation animation = new Animation(response.getOutputStream(), Animation.frameTime(head))) {
            animation.add(first);
            for (int number = 2; number <= row.frames(); number++) {
                animation.add(picture(row, head, number, query));
            }
        }
    }

    private BufferedImage picture(InstanceRow row, DataSet head, int number, RenderedQuery query)
            throws IOException, PixelFailure {
        BufferedImage image = frame(row, head, number, query.window());
        if (query.cut() != null) {
            image = query.cut().of(image);
        }
        return query.box() == null ? image : Picture.fit(image, query.box()[0], query.box()[1]);
    }

    private BufferedImage frame(InstanceRow row, DataSet head, int number, Window window)
            throws IOException, PixelFailure {
        if (!row.pixels().present()) {
            if (number != 1) {
                throw Refusal.notFound();
            }
            return EcgSheet.draw(head);
        }
        byte[] bytes = frames.frame(row, number);
        if (bytes == null) {
            throw Refusal.notFound();
        }
        Presentation presentation = Presentation.of(head, row.transferSyntax(), number);
        Frame frame = FrameDecoder.decode(presentation.shape(), row.transferSyntax(), bytes);
        if (frame instanceof Frame.Colour colour) {
            return Picture.colour(colour);
        }
        Frame.Grey grey = (Frame.Grey) frame;
        if (presentation.palette() != null) {
            return Picture.palette(grey, presentation.palette());
        }
        GreyScale scale = presentation.grey();
        return Picture.grey(grey, window == null ? scale : scale.with(window));
    }
}
