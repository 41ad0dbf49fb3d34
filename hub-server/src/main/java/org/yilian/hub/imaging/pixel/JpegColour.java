package org.yilian.hub.imaging.pixel;

/**
 * Whether the three components of a JPEG stream are luma and chroma. The stream's own markers decide, then the names of its
 * components, as in libjpeg and so in the viewers; the Photometric Interpretation is wrong too often to be asked.
 */
final class JpegColour {
    private JpegColour() {}

    static boolean isYcc(byte[] jpeg) {
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
            if (marker == 0xEE && startsWith(jpeg, at + 4, "Adobe")) {
                // The transform flag is the twelfth byte; segments too short for it are met, and mean none.
                return length >= 14 && at + 15 < jpeg.length && jpeg[at + 15] != 0;
            }
            if (marker >= 0xC0 && marker <= 0xC3 && at + 17 < jpeg.length) {
                return jpeg[at + 10] != 'R' || jpeg[at + 13] != 'G';
            }
            if (marker == 0xDA) {
                return true;
            }
            at += 2 + length;
        }
        return true;
    }

    /** Bits per sample by the frame header; 8 where there is none to be seen. */
    static int precision(byte[] jpeg) {
        int at = 2;
        while (at + 4 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker >= 0xC0 && marker <= 0xC3) {
                return jpeg[at + 4];
            }
            at += marker == 0xFF ? 1 : 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return 8;
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
