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
import org.yilian.hub.imaging.pixel.EcgSheet;
import org.yilian.hub.imaging.pixel.Frame;
import org.yilian.hub.imaging.pixel.FrameDecoder;
import org.yilian.hub.imaging.pixel.Picture;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.pixel.Presentation;
import org.yilian.hub.imaging.pixel.Window;

/**
 * Rendered resources and thumbnails, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html#sect_10.4.1.1.3">PS3.18 10.4.1.1.3</a>
 * and .4: JPEG or PNG of a frame through a window, or of an ECG on paper. Nothing of the patient is written on them.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class RenderedController {
    private static final List<String> TYPES = List.of("image/jpeg", "image/png");
    private static final List<String> ECG_TYPES = List.of("image/png", "image/jpeg");
    private static final int THUMBNAIL = 256;
    private static final int MAX_VIEWPORT = 4_096;
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
        send(web.instances(study, series, instance).get(0), 1, 0, request, response);
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
        Window window = window(request.getParameter("window"));
        int[] viewport = viewport(request.getParameter("viewport"), box);
        int quality = quality(request.getParameter("quality"));
        boolean drawn = !row.pixels().present();
        String type = DicomWeb.accepts(request).best(drawn ? ECG_TYPES : TYPES);
        if (type == null) {
            throw Refusal.notAcceptable("Pictures are sent as image/jpeg or image/png");
        }
        access.read(List.of(row));
        response.setHeader("Vary", "Accept");
        String variant = Integer.toHexString(List.of(number, box, String.valueOf(request.getQueryString()), type)
                .hashCode());
        if (DicomWeb.unchanged(request, response, row.object().sha256().substring(0, 32) + "-" + variant)) {
            return;
        }
        BufferedImage image = draw(row, number, window);
        if (viewport != null) {
            image = Picture.fit(image, viewport[0], viewport[1]);
        }
        response.setContentType(type);
        if (type.equals("image/png")) {
            Picture.png(image, response.getOutputStream());
        } else {
            Picture.jpeg(image, quality, response.getOutputStream());
        }
    }

    private BufferedImage draw(InstanceRow row, int number, Window window) throws IOException {
        boolean admitted = false;
        try {
            admitted = places.tryAcquire(20, TimeUnit.SECONDS);
            if (!admitted) {
                throw Refusal.busy();
            }
            DataSet head = heads.read(row);
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
            return presentation.palette() != null
                    ? Picture.palette(grey, presentation.palette())
                    : Picture.grey(
                            grey,
                            window == null
                                    ? presentation.grey()
                                    : presentation.grey().with(window));
        } catch (PixelFailure e) {
            throw Refusal.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy();
        } finally {
            if (admitted) {
                places.release();
            }
        }
    }

    /** {@code center,width[,function]}, PS3.18 8.3.5.1.4. */
    private static Window window(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String[] parts = text.split(",");
        try {
            Window.Function function = parts.length < 3
                    ? Window.Function.LINEAR
                    : switch (parts[2].strip().toLowerCase(java.util.Locale.ROOT)) {
                        case "linear" -> Window.Function.LINEAR;
                        case "linear-exact" -> Window.Function.LINEAR_EXACT;
                        case "sigmoid" -> Window.Function.SIGMOID;
                        default -> throw new IllegalArgumentException();
                    };
            return new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), function);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Refusal.bad("window is centre,width and a function of linear, linear-exact or sigmoid");
        }
    }

    /** {@code width,height}; a source region is not cut out. */
    private static int[] viewport(String text, int box) {
        if (text == null || text.isBlank()) {
            return box == 0 ? null : new int[] {box, box};
        }
        if (!text.matches("[1-9]\\d{0,4},[1-9]\\d{0,4}(,.*)?")) {
            throw Refusal.bad("viewport is width,height in pixels");
        }
        String[] parts = text.split(",");
        return new int[] {
            Math.min(MAX_VIEWPORT, Integer.parseInt(parts[0])), Math.min(MAX_VIEWPORT, Integer.parseInt(parts[1]))
        };
    }

    private static int quality(String text) {
        if (text == null) {
            return 85;
        }
        if (!text.matches("[1-9]\\d?|100")) {
            throw Refusal.bad("quality is a number from 1 to 100");
        }
        return Integer.parseInt(text);
    }
}
