package org.yilian.dicom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Stores every byte that is read, so that an object is parsed while it is written to a file: read its head and locate its
 * pixel data with a {@link DicomReader} on this stream, then {@link DicomReader#drain()} it. Skipped bytes are stored too.
 */
public final class TeeInputStream extends FilterInputStream {

    private static final int PASSING = 64 * 1024;

    private final OutputStream copy;
    private byte[] passing;

    public TeeInputStream(InputStream in, OutputStream copy) {
        super(in);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            copy.write(read);
        }
        return read;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = in.read(into, from, count);
        if (read > 0) {
            copy.write(into, from, read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        if (passing == null) {
            passing = new byte[PASSING];
        }
        return Math.max(0, read(passing, 0, (int) Math.min(count, PASSING)));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
