package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.store.ImageStore;

/** One piece of a stored file as the whole answer, with the single byte ranges of RFC 9110. */
@Component
class FileAnswer {
    private static final int BUFFER = 1 << 18;

    private final ImageStore store;

    FileAnswer(ImageStore store) {
        this.store = store;
    }

    void send(String contentType, String key, Range piece, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(contentType);
        response.setHeader("Accept-Ranges", "bytes");
        Range sent = piece;
        String header = request.getHeader("Range");
        if (header != null && header.matches("bytes=(\\d{1,18}-\\d{0,18}|-\\d{1,18})")) {
            sent = cut(header.substring(6), piece);
            if (sent == null) {
                response.setHeader("Content-Range", "bytes */" + piece.length());
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                return;
            }
            long first = sent.offset() - piece.offset();
            response.setHeader(
                    "Content-Range", "bytes " + first + "-" + (first + sent.length() - 1) + "/" + piece.length());
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        }
        response.setContentLengthLong(sent.length());
        try (FileChannel file = store.open(key)) {
            OutputStream out = response.getOutputStream();
            Multipart.copy(file, sent, out, new byte[(int) Math.min(BUFFER, sent.length())]);
            out.flush();
        }
    }

    private static Range cut(String spec, Range piece) {
        int dash = spec.indexOf('-');
        long length = piece.length();
        long first;
        long last;
        if (dash == 0) {
            first = Math.max(0, length - Long.parseLong(spec.substring(1)));
            last = length - 1;
        } else {
            first = Long.parseLong(spec.substring(0, dash));
            last = dash == spec.length() - 1
                    ? length - 1
                    : Math.min(length - 1, Long.parseLong(spec.substring(dash + 1)));
        }
        return first > last ? null : new Range(piece.offset() + first, last - first + 1);
    }
}
