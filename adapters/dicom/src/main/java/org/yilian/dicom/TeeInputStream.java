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

    private final OutputStream copy;

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
        byte[] passing = new byte[(int) Math.min(count, 64 * 1024)];
        return Math.max(0, read(passing, 0, passing.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
