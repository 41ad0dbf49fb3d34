package org.yilian.hub.imaging.pixel;

/**
 * Whether the three components of a JPEG stream are luma and chroma. The stream's own markers decide; where it has none, the
 * Photometric Interpretation does. Encoders exist that write RGB components without a marker.
 */
final class JpegColour {
    private JpegColour() {}

    static boolean isYcc(byte[] jpeg, String photometric) {
        boolean fallback = !"RGB".equals(photometric);
        int at = 2;
        while (at + 4 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = (jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF;
            if (marker == 0xE0 && startsWith(jpeg, at + 4, "JFIF")) {
                return true;
            }
            if (marker == 0xEE && startsWith(jpeg, at + 4, "Adobe") && at + 15 < jpeg.length) {
                return jpeg[at + 15] != 0;
            }
            if (marker >= 0xC0 && marker <= 0xC3 && at + 17 < jpeg.length) {
                return jpeg[at + 10] == 'R' && jpeg[at + 13] == 'G' ? false : fallback;
            }
            if (marker == 0xDA) {
                return fallback;
            }
            at += 2 + length;
        }
        return fallback;
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
