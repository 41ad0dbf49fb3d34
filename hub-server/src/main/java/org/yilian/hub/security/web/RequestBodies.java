package org.yilian.hub.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No body larger than the limit reaches a parser, neither as it is sent nor as it is when decompressed, whatever its
 * headers say. Doors that stream (images) or bound what they read themselves (HL7 v2) are left alone. Stands behind the
 * decision: nothing is read of who may not ask.
 */
final class RequestBodies extends OncePerRequestFilter {
    private static final Set<String> PLAIN = Set.of("", "identity");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final int largest;
    private final Refusals refusals;

    RequestBodies(int largest, Refusals refusals) {
        this.largest = largest;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/dicomweb/studies") || path.equals("/hl7v2");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = encoding(request);
        boolean plain = PLAIN.contains(encoding);
        boolean lengthUnknown = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        if (!plain && !encoding.equals("gzip")) {
            refusals.unable(request, response, 415, "not-supported", "HUB-0782", "Content-Encoding is gzip or nothing");
        } else if (request.getContentLengthLong() > largest) {
            tooLarge(request, response);
        } else if (plain && !lengthUnknown) {
            chain.doFilter(request, response);
        } else if (isForm(request)) {
            refusals.unable(request, response, 411, "processing", "HUB-0783", "A form says its length");
        } else {
            readFirst(request, response, chain, plain);
        }
    }

    private void readFirst(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean plain)
            throws ServletException, IOException {
        byte[] body;
        try (InputStream in = plain ? request.getInputStream() : new GZIPInputStream(request.getInputStream())) {
            body = in.readNBytes(largest + 1);
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            refusals.unable(request, response, 400, "structure", "HUB-0785", "The body is not gzip as it says");
            return;
        }
        if (body.length > largest) {
            tooLarge(request, response);
        } else {
            chain.doFilter(new ReadRequest(request, new ByteArrayInputStream(body), body.length), response);
        }
    }

    private void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What follows of it is not worth reading.
        response.setHeader("Connection", "close");
        refusals.unable(request, response, 413, "too-long", "HUB-0784", "The body is too large");
    }

    private static String encoding(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }
}
