package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.yilian.hub.imaging.pixel.Cut;
import org.yilian.hub.imaging.pixel.Window;

/**
 * How a picture is asked for, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_8.3.5.html">PS3.18 8.3.5.1</a>; and {@code
 * region} of WADO-URI (9.1.2.2.6).
 *
 * @param window null for the object's own
 * @param box width and height to fit into, null for as large as it is
 * @param cut piece of the image, null for the whole
 * @param quality of a JPEG, 1 to 100
 */
record RenderedQuery(Window window, int[] box, Cut cut, int quality) {
    private static final int MAX_VIEWPORT = 4_096;
    private static final String NUMBER = "-?\\d{1,6}(\\.\\d{1,6})?";

    /**
     * @param box of a thumbnail, 0 for none
     */
    static RenderedQuery of(HttpServletRequest request, int box) {
        String viewport = request.getParameter("viewport");
        Cut region = region(request.getParameter("region"));
        return new RenderedQuery(
                window(request.getParameter("window")),
                box(viewport, box),
                region != null ? region : cut(viewport),
                quality(request.getParameter("quality")));
    }

    /** {@code center,width[,function]}, 8.3.5.1.4. */
    private static Window window(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String[] parts = text.split(",");
        try {
            Window.Function function = parts.length < 3
                    ? Window.Function.LINEAR
                    : switch (parts[2].strip().toLowerCase(Locale.ROOT)) {
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

    /** {@code width,height[,sx,sy,sw,sh]}, 8.3.5.1.3; of the source numbers each may be left out. */
    private static int[] box(String text, int box) {
        if (text == null || text.isBlank()) {
            return box == 0 ? null : new int[] {box, box};
        }
        if (!text.matches("[1-9]\\d{0,4},[1-9]\\d{0,4}(,(" + NUMBER + ")?){0,4}")) {
            throw Refusal.bad("viewport is width,height and sx,sy,sw,sh of the source in pixels");
        }
        String[] parts = text.split(",");
        return new int[] {
            Math.min(MAX_VIEWPORT, Integer.parseInt(parts[0])), Math.min(MAX_VIEWPORT, Integer.parseInt(parts[1]))
        };
    }

    private static Cut cut(String viewport) {
        String[] parts = viewport == null ? new String[0] : viewport.split(",");
        if (parts.length < 3) {
            return null;
        }
        double[] source = new double[4];
        for (int i = 0; i < 4; i++) {
            boolean given = parts.length > 2 + i && !parts[2 + i].isEmpty();
            source[i] = given ? Double.parseDouble(parts[2 + i]) : i < 2 ? 0 : Double.NaN;
        }
        return new Cut(source[0], source[1], source[2], source[3], false);
    }

    /** {@code xmin,ymin,xmax,ymax} as shares of the image. */
    private static Cut region(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.matches("[01](\\.\\d{1,9})?(,[01](\\.\\d{1,9})?){3}")) {
            throw Refusal.bad("region is xmin,ymin,xmax,ymax from 0 to 1");
        }
        double[] corner = java.util.Arrays.stream(text.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        if (corner[0] >= corner[2] || corner[1] >= corner[3] || corner[2] > 1 || corner[3] > 1) {
            throw Refusal.bad("region is xmin,ymin,xmax,ymax from 0 to 1");
        }
        return new Cut(corner[0], corner[1], corner[2] - corner[0], corner[3] - corner[1], true);
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
