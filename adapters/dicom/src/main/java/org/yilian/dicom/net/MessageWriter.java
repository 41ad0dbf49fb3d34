package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts DIMSE messages into P-DATA-TF PDUs of the length that the peer takes, PS3.8 annex E. Every PDU goes out in one
 * write, a command together with the first fragment of its data set.
 */
final class MessageWriter {
    private static final int PDU_AND_PDV_HEADER = 12;
    private static final int SMALLEST_PDU = 16;

    private final UpperLayer upper;
    private final int maxFragment;
    private byte[] buffer = new byte[4096];
    private int filled;

    /** @param maxPduLength longest content of a P-DATA-TF, PDU header not counted */
    MessageWriter(UpperLayer upper, int maxPduLength) {
        this.upper = upper;
        // fragments are of even length, PS3.8 annex E.2
        this.maxFragment = (Math.max(maxPduLength, SMALLEST_PDU) - 6) & ~1;
    }

    void write(int contextId, CommandSet command, InputStream data) throws IOException {
        filled = 0;
        byte[] set = command.encode();
        for (int offset = 0; offset < set.length; offset += maxFragment) {
            int length = Math.min(maxFragment, set.length - offset);
            room(PDU_AND_PDV_HEADER + length);
            System.arraycopy(set, offset, buffer, filled + PDU_AND_PDV_HEADER, length);
            header(contextId, true, offset + length == set.length, length);
        }
        if (data != null) {
            writeData(contextId, data);
        }
        flush();
    }

    /** One byte is read ahead, because the last fragment has to say that it is the last. */
    private void writeData(int contextId, InputStream data) throws IOException {
        int carried = data.read();
        boolean last;
        do {
            room(PDU_AND_PDV_HEADER + maxFragment);
            int start = filled + PDU_AND_PDV_HEADER;
            int length = 0;
            if (carried >= 0) {
                buffer[start] = (byte) carried;
                length = 1 + data.readNBytes(buffer, start + 1, maxFragment - 1);
            }
            carried = length < maxFragment ? -1 : data.read();
            last = carried < 0;
            if (length % 2 != 0) {
                // a deflated data set of odd length: PS3.5 annex A.5 and PS3.8 annex E.2 want a zero byte behind it
                buffer[start + length++] = 0;
            }
            header(contextId, false, last, length);
            if (!last) {
                flush();
            }
        } while (!last);
    }

    private void room(int more) {
        if (filled + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + more, 4096 + PDU_AND_PDV_HEADER + maxFragment));
        }
    }

    private void header(int contextId, boolean command, boolean last, int length) {
        int at = filled;
        buffer[at] = Pdu.TYPE_P_DATA_TF;
        buffer[at + 1] = 0;
        u32(at + 2, length + 6);
        u32(at + 6, length + 2);
        buffer[at + 10] = (byte) contextId;
        buffer[at + 11] = (byte) ((command ? 1 : 0) | (last ? 2 : 0));
        filled += PDU_AND_PDV_HEADER + length;
    }

    private void u32(int at, int value) {
        buffer[at] = (byte) (value >> 24);
        buffer[at + 1] = (byte) (value >> 16);
        buffer[at + 2] = (byte) (value >> 8);
        buffer[at + 3] = (byte) value;
    }

    private void flush() throws IOException {
        upper.writePData(buffer, filled);
        filled = 0;
    }
}
