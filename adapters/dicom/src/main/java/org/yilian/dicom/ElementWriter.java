package org.yilian.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import org.yilian.dicom.DicomException.Reason;

/** Elements, sequences and fragments as bytes of one kind of VR and one byte order. */
final class ElementWriter {
    private static final int UNDEFINED = -1;

    private final OutputStream out;
    private final boolean explicit;
    private final boolean bigEndian;
    private final byte[] small = new byte[12];

    /** Lengths of items and sequences of defined length: computed once, not once per level. */
    private final Map<Object, Long> lengths = new IdentityHashMap<>();

    ElementWriter(OutputStream out, boolean explicit, boolean bigEndian) {
        this.out = out;
        this.explicit = explicit;
        this.bigEndian = bigEndian;
    }

    void writeElements(DataSet dataSet) throws IOException {
        for (int i = 0; i < dataSet.size(); i++) {
            write(dataSet, i);
        }
    }

    private void write(DataSet dataSet, int index) throws IOException {
        int tag = dataSet.tagAt(index);
        VR vr = dataSet.vrAt(index);
        Object value = dataSet.valueAt(index);
        if (value instanceof Sequence sequence) {
            writeSequence(tag, sequence);
        } else if (value instanceof Fragments fragments) {
            writeFragments(tag, vr, fragments);
        } else {
            writeBytes(
                    tag, vr, Tag.isGroupLength(tag) && vr == VR.UL ? groupLength(dataSet, index) : raw(dataSet, index));
        }
    }

    private byte[] raw(DataSet dataSet, int index) throws DicomException {
        VR vr = dataSet.vrAt(index);
        Object value = dataSet.valueAt(index);
        if (value instanceof BulkData) {
            throw new DicomException(Reason.LIMIT, "the value is not held", dataSet.tagAt(index));
        }
        if (value instanceof String text) {
            SpecificCharset charset = vr.isText() ? dataSet.charset() : SpecificCharset.DEFAULT;
            if (!charset.canEncode(text, vr)) {
                throw new DicomException(
                        Reason.CHARSET, "text outside the declared character set", dataSet.tagAt(index));
            }
        }
        return dataSet.raw(index);
    }

    private void writeBytes(int tag, VR vr, byte[] raw) throws IOException {
        writeHeader(tag, vr, raw.length);
        if (bigEndian && vr.unit() > 1) {
            byte[] swapped = raw.clone();
            ElementParser.swap(swapped, vr.unit());
            out.write(swapped);
        } else {
            out.write(raw);
        }
    }

    private byte[] groupLength(DataSet dataSet, int index) throws IOException {
        long sum = 0;
        int group = Tag.group(dataSet.tagAt(index));
        for (int i = index + 1; i < dataSet.size() && Tag.group(dataSet.tagAt(i)) == group; i++) {
            sum += length(dataSet, i);
        }
        return Values.ofIntegers(VR.UL, new long[] {sum});
    }

    /** A value too long for the 16 bits of its VR is written as UN (PS3.5 section 6.2.2). */
    private static boolean isTooLong(VR vr, long length) {
        return !vr.hasLongLength() && length > 0xFFFF;
    }

    private void writeHeader(int tag, VR vr, int length) throws IOException {
        put16(0, Tag.group(tag));
        put16(2, Tag.element(tag));
        if (!explicit) {
            put32(4, length);
            out.write(small, 0, 8);
            return;
        }
        VR written = isTooLong(vr, length) ? VR.UN : vr;
        small[4] = (byte) written.name().charAt(0);
        small[5] = (byte) written.name().charAt(1);
        if (written.hasLongLength()) {
            put16(6, 0);
            put32(8, length);
            out.write(small, 0, 12);
        } else {
            put16(6, length);
            out.write(small, 0, 8);
        }
    }

    private void writeItemHeader(int tag, int length) throws IOException {
        put16(0, Tag.group(tag));
        put16(2, Tag.element(tag));
        put32(4, length);
        out.write(small, 0, 8);
    }

    private void writeSequence(int tag, Sequence sequence) throws IOException {
        boolean undefined = sequence.undefinedLength;
        VR vr = sequence.unknownVr && explicit ? VR.UN : VR.SQ;
        writeHeader(tag, vr, undefined ? UNDEFINED : fits(contentLength(sequence), tag));
        ElementWriter inner = vr == VR.UN ? new ElementWriter(out, false, false) : this;
        for (DataSet item : sequence.items) {
            inner.writeItem(item);
        }
        if (undefined) {
            inner.writeItemHeader(Tag.SequenceDelimitationItem, 0);
        }
    }

    private void writeItem(DataSet item) throws IOException {
        writeItemHeader(Tag.Item, item.undefinedLength ? UNDEFINED : fits(contentLength(item), Tag.Item));
        writeElements(item);
        if (item.undefinedLength) {
            writeItemHeader(Tag.ItemDelimitationItem, 0);
        }
    }

    private void writeFragments(int tag, VR vr, Fragments fragments) throws IOException {
        writeHeader(tag, vr == VR.OW ? VR.OW : VR.OB, UNDEFINED);
        for (byte[] part : fragments.parts()) {
            byte[] even = Values.padded(VR.OB, part);
            writeItemHeader(Tag.Item, even.length);
            out.write(even);
        }
        writeItemHeader(Tag.SequenceDelimitationItem, 0);
    }

    // ---- lengths

    private long length(DataSet dataSet, int index) throws IOException {
        Object value = dataSet.valueAt(index);
        VR vr = dataSet.vrAt(index);
        if (value instanceof Sequence sequence) {
            return (explicit ? 12 : 8) + contentLength(sequence) + (sequence.undefinedLength ? 8 : 0);
        }
        if (value instanceof Fragments fragments) {
            long sum = (explicit ? 12 : 8) + 8;
            for (byte[] part : fragments.parts()) {
                sum += 8 + (part.length + 1L) / 2 * 2;
            }
            return sum;
        }
        byte[] raw = raw(dataSet, index);
        boolean longHeader = explicit && (vr.hasLongLength() || isTooLong(vr, raw.length));
        return (longHeader ? 12 : 8) + raw.length;
    }

    private long contentLength(Sequence sequence) throws IOException {
        Long known = lengths.get(sequence);
        if (known == null) {
            ElementWriter inner = sequence.unknownVr && explicit ? new ElementWriter(out, false, false) : this;
            long sum = 0;
            for (DataSet item : sequence.items) {
                sum += 8 + inner.contentLength(item) + (item.undefinedLength ? 8 : 0);
            }
            known = sum;
            lengths.put(sequence, known);
        }
        return known;
    }

    private long contentLength(DataSet item) throws IOException {
        Long known = lengths.get(item);
        if (known == null) {
            long sum = 0;
            for (int i = 0; i < item.size(); i++) {
                sum += length(item, i);
            }
            known = sum;
            lengths.put(item, known);
        }
        return known;
    }

    private static int fits(long length, int tag) throws DicomException {
        if (length >= 0xFFFFFFFFL) {
            throw new DicomException(Reason.LIMIT, "longer than 32 bits can say", tag);
        }
        return (int) length;
    }

    // ---- numbers

    private void put16(int at, int value) {
        small[at] = (byte) (bigEndian ? value >> 8 : value);
        small[at + 1] = (byte) (bigEndian ? value : value >> 8);
    }

    private void put32(int at, int value) {
        put16(at, bigEndian ? value >>> 16 : value);
        put16(at + 2, bigEndian ? value : value >>> 16);
    }
}
