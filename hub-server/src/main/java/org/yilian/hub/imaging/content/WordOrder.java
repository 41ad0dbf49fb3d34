package org.yilian.hub.imaging.content;

import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.imaging.index.InstanceRow;

/**
 * Order of the bytes of uncompressed pixel data.
 *
 * @param width bytes of a word whose order has to be turned, 1 for nothing to do
 */
record WordOrder(int width) {

    /** From stored to little endian. */
    static WordOrder of(InstanceRow row, int bitsAllocated) {
        boolean turn = TransferSyntax.of(row.transferSyntax()).isBigEndian();
        return new WordOrder(turn ? Math.max(1, bitsAllocated / 8) : 1);
    }

    void apply(byte[] bytes, int length) {
        for (int at = 0; width > 1 && at + width <= length; at += width) {
            for (int i = 0; i < width / 2; i++) {
                byte kept = bytes[at + i];
                bytes[at + i] = bytes[at + width - 1 - i];
                bytes[at + width - 1 - i] = kept;
            }
        }
    }
}
