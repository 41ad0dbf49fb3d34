package org.yilian.hub.imaging.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Parts of a multipart/related body, one after the other, as streams: RFC 2046 5.1 without nesting. A part's stream ends at
 * the next boundary; what of it is left unread is skipped. Nothing is held but one buffer.
 */
final class MultipartReader {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_HEADERS = 1 << 14;

    private final InputStream in;
    /** CR LF dash dash boundary. */
    private final byte[] delimiter;

    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;
    private Part current;

    MultipartReader(InputStream in, String boundary) throws IOException {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // The first boundary may stand at the very beginning: pretend that a line ended before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
        current = new Part(Map.of());
    }

    /** One part: headers in lower case, content as a stream. */
    final class Part extends InputStream {
        private final Map<String, String> headers;
        private boolean done;

        Part(Map<String, String> headers) {
            this.headers = headers;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (done) {
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            int available = content();
            if (available == 0) {
                done = true;
                return -1;
            }
            int n = Math.min(length, available);
            System.arraycopy(buffer, from, bytes, offset, n);
            from += n;
            return n;
        }
    }

    /** The next part, null behind the last. */
    Part next() throws IOException {
        if (ended) {
            return null;
        }
        current.transferTo(java.io.OutputStream.nullOutputStream());
        // Now a delimiter stands at the beginning of the buffer.
        from += delimiter.length;
        String rest = line();
        if (rest.startsWith("--")) {
            ended = true;
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        int size = 0;
        for (String line; !(line = line()).isEmpty(); ) {
            size += line.length();
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (size > MAX_HEADERS) {
                throw new MalformedBody();
            }
        }
        // An empty part: its delimiter begins with the line end that closed the headers.
        from -= 2;
        if (!startsWithDelimiter()) {
            from += 2;
        }
        current = new Part(headers);
        return current;
    }

    private boolean startsWithDelimiter() throws IOException {
        while (to - from < delimiter.length && fill()) {
            // until there is enough to compare
        }
        return to - from >= delimiter.length && matches(from);
    }

    /** Bytes from the beginning of the buffer that surely belong to the part; 0 when a delimiter stands there. */
    private int content() throws IOException {
        while (true) {
            int limit = to - delimiter.length;
            for (int i = from; i <= limit; i++) {
                if (buffer[i] == '\r' && matches(i)) {
                    return i - from;
                }
            }
            int sure = Math.max(0, limit + 1 - from);
            if (sure > 0) {
                return sure;
            }
            if (!fill()) {
                throw new EOFException("the body ends before its last boundary");
            }
        }
    }

    private boolean matches(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (from == to && !fill()) {
                if (line.toString().startsWith("--")) {
                    return line.toString();
                }
                throw new EOFException("the body ends before its last boundary");
            }
            char c = (char) (buffer[from++] & 0xFF);
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append(c);
            if (line.length() > MAX_HEADERS) {
                throw new MalformedBody();
            }
        }
    }

    private boolean fill() throws IOException {
        // Two bytes before the content stay: the line end that a delimiter may begin with.
        int keep = Math.min(from, 2);
        if (from > keep) {
            System.arraycopy(buffer, from - keep, buffer, 0, to - from + keep);
            to -= from - keep;
            from = keep;
        }
        if (to == buffer.length) {
            throw new MalformedBody();
        }
        int n = in.read(buffer, to, buffer.length - to);
        if (n > 0) {
            to += n;
        }
        return n > 0;
    }

    /** A body that is not of the form it says. */
    static final class MalformedBody extends IOException {
        private static final long serialVersionUID = 1;

        MalformedBody() {
            super("the body is not multipart/related as announced");
        }
    }
}
