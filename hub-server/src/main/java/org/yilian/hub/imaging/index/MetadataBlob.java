package org.yilian.hub.imaging.index;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * DICOM JSON of one instance, compressed once at ingest and sent without being touched again: a series' metadata is one gzip
 * member (RFC 1952) made of the stored pieces of its instances, whose checksums are combined instead of recomputed.
 *
 * <p>Layout: piece count; per piece CRC-32, length, compressed length (32 bit, big endian); then the pieces, each a run of
 * raw deflate blocks that ends byte-aligned and refers to nothing before it. Between two pieces stands the base URL of the
 * request, which is not known at ingest.
 */
public final class MetadataBlob {
    /** Stands in the JSON for the base URL; a code point that Unicode keeps for uses inside a program. */
    public static final char BASE = '\uFDD0';

    private MetadataBlob() {}

    /** Compresses a document; {@link #BASE} marks the places of the base URL. */
    public static byte[] of(String json) {
        String[] texts = json.split(String.valueOf(BASE), -1);
        List<byte[]> plain = new ArrayList<>(texts.length);
        List<byte[]> packed = new ArrayList<>(texts.length);
        int size = 4 + 12 * texts.length;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] compressed = deflate(bytes);
            plain.add(bytes);
            packed.add(compressed);
            size += compressed.length;
        }
        ByteBuffer blob = ByteBuffer.allocate(size).putInt(texts.length);
        for (int i = 0; i < texts.length; i++) {
            CRC32 crc = new CRC32();
            crc.update(plain.get(i));
            blob.putInt((int) crc.getValue()).putInt(plain.get(i).length).putInt(packed.get(i).length);
        }
        packed.forEach(blob::put);
        return blob.array();
    }

    /** The document as text. */
    public static String text(byte[] blob, String base) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        int pieces = in.getInt();
        int at = 4 + 12 * pieces;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            in.getInt();
            int length = in.getInt();
            int packed = in.getInt();
            text.append(i == 0 ? "" : base);
            text.append(new String(inflate(blob, at, packed, length), StandardCharsets.UTF_8));
            at += packed;
        }
        return text.toString();
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            byte[] out = new byte[bytes.length + bytes.length / 100 + 64];
            int length = 0;
            int n;
            while ((n = deflater.deflate(out, length, out.length - length, Deflater.FULL_FLUSH)) > 0) {
                length += n;
                if (length == out.length) {
                    out = java.util.Arrays.copyOf(out, 2 * length);
                } else {
                    break;
                }
            }
            return java.util.Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] blob, int at, int packed, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(blob, at, packed);
            byte[] out = new byte[length];
            int done = 0;
            while (done < length) {
                int n = inflater.inflate(out, done, length - done);
                if (n == 0) {
                    throw new IllegalStateException("The stored metadata is shorter than it says");
                }
                done += n;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException("The stored metadata is damaged", e);
        } finally {
            inflater.end();
        }
    }

    /** Writes stored documents and plain text as one gzip member. */
    public static final class Gzip implements AutoCloseable {
        private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        private static final int STORED_MAX = 65_535;

        private final OutputStream out;
        private final byte[] base;
        private final int baseCrc;
        private int crc;
        private long length;

        public Gzip(OutputStream out, String base) throws IOException {
            this.out = out;
            this.base = base.getBytes(StandardCharsets.UTF_8);
            this.baseCrc = crcOf(this.base);
            out.write(HEADER);
        }

        /** Appends text uncompressed: for the few characters between documents. */
        public void text(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            stored(bytes, crcOf(bytes));
        }

        /** Appends a stored document. */
        public void document(byte[] blob) throws IOException {
            ByteBuffer in = ByteBuffer.wrap(blob);
            int pieces = in.getInt();
            int at = 4 + 12 * pieces;
            for (int i = 0; i < pieces; i++) {
                int pieceCrc = in.getInt();
                int pieceLength = in.getInt();
                int packed = in.getInt();
                if (i > 0) {
                    stored(base, baseCrc);
                }
                out.write(blob, at, packed);
                account(pieceCrc, pieceLength);
                at += packed;
            }
        }

        private void stored(byte[] bytes, int bytesCrc) throws IOException {
            for (int at = 0; at < bytes.length; at += STORED_MAX) {
                int n = Math.min(STORED_MAX, bytes.length - at);
                out.write(new byte[] {0, (byte) n, (byte) (n >> 8), (byte) ~n, (byte) (~n >> 8)});
                out.write(bytes, at, n);
            }
            account(bytesCrc, bytes.length);
        }

        private void account(int pieceCrc, int pieceLength) {
            crc = Crc32.combine(crc, pieceCrc, pieceLength);
            length += pieceLength;
        }

        /** Ends the member; leaves the stream open. */
        @Override
        public void close() throws IOException {
            out.write(new byte[] {1, 0, 0, (byte) 0xff, (byte) 0xff});
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(crc)
                    .putInt((int) length)
                    .array());
        }

        private static int crcOf(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return (int) crc.getValue();
        }
    }
}
