package org.yilian.hub.imaging.content;

import java.io.IOException;
import java.io.OutputStream;

/** An object in another syntax, made while it is sent: no more than a frame of it is held. */
public final class Transcoded {
    private final byte[] start;
    private final long pixelLength;
    private final Pixels pixels;

    interface Pixels {
        void writeTo(OutputStream out) throws IOException;
    }

    Transcoded(byte[] start, long pixelLength, Pixels pixels) {
        this.start = start;
        this.pixelLength = pixelLength;
        this.pixels = pixels;
    }

    /** Bytes of the whole file. */
    public long length() {
        return start.length + pixelLength;
    }

    /** Sends the file; a frame in the middle that cannot be decoded breaks off rather than lie. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(start);
        pixels.writeTo(out);
    }
}
