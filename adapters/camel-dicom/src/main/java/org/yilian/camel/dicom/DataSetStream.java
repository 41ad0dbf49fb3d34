package org.yilian.camel.dicom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * The data set of a request while it arrives. It calls itself a stream cache to keep Camel from reading it into one: it can
 * be read once, by one processor of the route. A second reading, as by a redelivery, fails instead of showing nothing or
 * the rest. Closing it leaves the association alone.
 */
public final class DataSetStream extends FilterInputStream implements StreamCache {
    private boolean begun;
    private boolean spent;
    private long position;

    DataSetStream(InputStream live) {
        super(live);
    }

    private void begin() throws IOException {
        if (spent) {
            throw new IOException("a DICOM data set can be read only once while it arrives");
        }
        begun = true;
    }

    @Override
    public int read() throws IOException {
        begin();
        int value = in.read();
        if (value >= 0) {
            position++;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        begin();
        int n = in.read(target, offset, length);
        if (n > 0) {
            position += n;
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        begin();
        long skipped = in.skip(n);
        position += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // the association reads on behind it
    }

    /** Camel calls this between processors: what was read is gone. */
    @Override
    public void reset() {
        spent |= begun;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long before = position;
        byte[] buffer = new byte[64 * 1024];
        for (int n = read(buffer, 0, buffer.length); n >= 0; n = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, n);
        }
        return position - before;
    }

    @Override
    public StreamCache copy(Exchange exchange) throws IOException {
        throw new IOException("a DICOM data set cannot be copied while it arrives; store it first");
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    /** Unknown until it has ended; what has been read so far. */
    @Override
    public long length() {
        return position;
    }

    @Override
    public long position() {
        return position;
    }
}
