package org.yilian.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DicomException.Reason;

/**
 * Elements, sequences and fragments out of a byte source. Recursion is as deep as the limits allow, no deeper.
 *
 * <p>Some repairs that the field needs: VR UN of undefined length is an implicit VR sequence (CP-246); letters that are no VR
 * have a long length when they are capitals and the VR of the dictionary otherwise; a data set or item whose first element
 * contradicts the declared kind of VR is read as what it is.
 */
final class ElementParser {
    private static final int UNDEFINED = -1;
    private static final long NO_END = Long.MAX_VALUE;
    private static final int MOST_OUT_OF_ORDER = 10_000;

    private final ByteSource source;
    private final boolean bigEndian;
    private boolean explicit;
    private final ReadLimits limits;
    private final int heldUpTo;

    private boolean begun;
    private int stopTag = -1;
    private int onlyGroup = -1;
    private int depth;
    private int elements;
    private int items;
    private long bytes;
    private int outOfOrder;

    // The header read last
    private int tag;
    private VR vr;
    private int length;

    ElementParser(ByteSource source, TransferSyntax syntax, ReadLimits limits, int heldUpTo) {
        this.source = source;
        this.explicit = syntax.isExplicit();
        this.bigEndian = syntax.isBigEndian();
        this.limits = limits;
        this.heldUpTo = heldUpTo;
    }

    ElementParser stopAt(int tag) {
        stopTag = tag;
        return this;
    }

    ElementParser onlyGroup(int group) {
        onlyGroup = group;
        return this;
    }

    void readInto(DataSet dataSet) throws IOException {
        if (!begun) {
            explicit = isExplicit(explicit, bigEndian);
            begun = true;
        }
        readElements(dataSet, NO_END, bigEndian, explicit);
    }

    int nextTag() throws IOException {
        return source.has(4) ? source.peekTag(bigEndian) : -1;
    }

    /** What the first element says itself, where that is beyond doubt. */
    private boolean isExplicit(boolean declared, boolean big) throws IOException {
        if (!source.has(8)) {
            return declared;
        }
        int first = source.peekTag(big);
        VR letters = VR.of(source.peek(4), source.peek(5));
        if (declared && letters == null) {
            int implicitLength = source.peek32(4, big);
            boolean likely =
                    implicitLength >>> 16 == 0 || implicitLength == UNDEFINED && Dictionary.vrOf(first) == VR.SQ;
            return !likely || Dictionary.entry(first).isEmpty();
        }
        // In an implicit length of less than 64 KiB nothing stands behind what may look like letters.
        return declared || letters != null && letters == Dictionary.vrOf(first) && source.peek16(6, big) != 0;
    }

    /** Until the end, the stop tag or, in an item of undefined length, its delimiter. */
    private void readElements(DataSet into, long end, boolean big, boolean explicitVr) throws IOException {
        boolean top = depth == 0;
        int last = 0;
        while (source.position() < end) {
            if (top && !source.has(1)) {
                return;
            }
            source.need(top ? 4 : 8, tag);
            int next = source.peekTag(big);
            if (top && isBeyond(next)) {
                return;
            }
            if (next == Tag.ItemDelimitationItem && !top && end == NO_END) {
                source.drop(8);
                return;
            }
            readHeader(into, big, explicitVr);
            if (Tag.compare(tag, last) < 0 && ++outOfOrder > MOST_OUT_OF_ORDER) {
                throw failure(Reason.LIMIT, "too many elements out of order");
            }
            last = tag;
            readValue(into, end, big, explicitVr);
        }
        if (source.position() > end) {
            throw failure(Reason.MALFORMED, "an element is longer than its item");
        }
    }

    private boolean isBeyond(int next) {
        return stopTag != -1 && Tag.compare(next, stopTag) >= 0 || onlyGroup != -1 && Tag.group(next) != onlyGroup;
    }

    private void readHeader(DataSet into, boolean big, boolean explicitVr) throws IOException {
        source.need(8, source.peekTag(big));
        tag = source.peekTag(big);
        if (Tag.group(tag) == 0xFFFE) {
            throw failure(Reason.MALFORMED, "a delimiter where an element should be");
        }
        if (!explicitVr) {
            vr = into.vrOf(tag);
            length = source.peek32(4, big);
            source.drop(8);
        } else {
            readExplicitVr(into, big);
        }
        if (++elements > limits.elements()) {
            throw failure(Reason.LIMIT, "too many elements");
        }
    }

    private void readExplicitVr(DataSet into, boolean big) throws IOException {
        int one = source.peek(4);
        int two = source.peek(5);
        vr = VR.of(one, two);
        boolean capitals = one >= 'A' && one <= 'Z' && two >= 'A' && two <= 'Z';
        if (vr == null ? !capitals : !vr.hasLongLength()) {
            vr = vr == null ? into.vrOf(tag) : vr;
            length = source.peek16(6, big);
            source.drop(8);
            return;
        }
        vr = vr == null ? VR.UN : vr;
        source.need(12, tag);
        length = source.peek32(8, big);
        source.drop(12);
    }

    private void readValue(DataSet into, long end, boolean big, boolean explicitVr) throws IOException {
        if (length == UNDEFINED) {
            readUndefinedLength(into, end, big, explicitVr);
            return;
        }
        checkFits(end);
        if (vr == VR.SQ && !explicitVr && !beginsWithItem(big)) {
            vr = VR.UN; // The dictionary of today names a sequence what was a code string in drafts, e.g. (0040,A170).
        }
        if (vr == VR.SQ) {
            Sequence sequence = new Sequence();
            into.put(tag, VR.SQ, sequence);
            readItems(into, sequence, source.position() + (length & 0xFFFFFFFFL), big, explicitVr);
        } else {
            into.put(tag, vr, value(big));
        }
    }

    private boolean beginsWithItem(boolean big) throws IOException {
        return length == 0 || !source.has(4) || Tag.group(source.peekTag(big)) == 0xFFFE;
    }

    private Object value(boolean big) throws IOException {
        if (depth == 0 && vr.isBytes() && Integer.compareUnsigned(length, heldUpTo) > 0) {
            BulkData bulk = BulkData.at(source.position(), length & 0xFFFFFFFFL);
            source.skip(bulk.length(), tag);
            return bulk;
        }
        byte[] value = bytes();
        if (big) {
            swap(value, vr.unit());
        }
        return value;
    }

    private byte[] bytes() throws IOException {
        bytes += length & 0xFFFFFFFFL;
        if (length < 0 || bytes > limits.bytes()) {
            throw failure(Reason.LIMIT, "more bytes than this reader may hold");
        }
        return length == 0 ? Values.NONE : source.bytes(length, tag);
    }

    static void swap(byte[] value, int unit) {
        for (int from = 0; unit > 1 && from + unit <= value.length; from += unit) {
            for (int i = from, j = from + unit - 1; i < j; i++, j--) {
                byte kept = value[i];
                value[i] = value[j];
                value[j] = kept;
            }
        }
    }

    private void readUndefinedLength(DataSet into, long end, boolean big, boolean explicitVr) throws IOException {
        if (tag == Tag.PixelData || vr == VR.OB || vr == VR.OW) {
            Fragments fragments = new Fragments(new ArrayList<>());
            into.put(tag, vr, fragments);
            readFragments(fragments.parts());
            return;
        }
        if (vr != VR.SQ && vr != VR.UN) {
            throw failure(Reason.MALFORMED, "undefined length for a VR that has none");
        }
        Sequence sequence = new Sequence();
        sequence.undefinedLength = true;
        sequence.unknownVr = explicitVr && vr == VR.UN;
        into.put(tag, VR.SQ, sequence);
        if (sequence.unknownVr) {
            readItems(into, sequence, NO_END, false, false);
        } else {
            readItems(into, sequence, NO_END, big, explicitVr);
        }
    }

    private void readItems(DataSet into, Sequence sequence, long end, boolean big, boolean explicitVr)
            throws IOException {
        int sequenceTag = tag;
        if (++depth > limits.depth()) {
            throw failure(Reason.LIMIT, "sequences nested too deeply");
        }
        while (source.position() < end) {
            source.need(8, sequenceTag);
            tag = source.peekTag(big);
            length = source.peek32(4, big);
            if (tag == Tag.SequenceDelimitationItem) {
                source.drop(8);
                if (end == NO_END) {
                    break;
                }
                continue; // Superfluous where the length is defined, and seen in the field.
            }
            if (tag != Tag.Item) {
                throw failure(Reason.MALFORMED, "not an item in a sequence");
            }
            source.drop(8);
            countItem();
            DataSet item = into.newItem();
            item.undefinedLength = length == UNDEFINED;
            sequence.items.add(item);
            if (!item.undefinedLength) {
                checkFits(end);
            }
            long itemEnd = item.undefinedLength ? NO_END : source.position() + (length & 0xFFFFFFFFL);
            readElements(item, itemEnd, big, length == 0 ? explicitVr : isExplicit(explicitVr, big));
        }
        if (source.position() > end) {
            tag = sequenceTag;
            throw failure(Reason.MALFORMED, "an item is longer than its sequence");
        }
        depth--;
    }

    private void readFragments(List<byte[]> parts) throws IOException {
        int pixelTag = tag;
        while (nextFragment(pixelTag)) {
            parts.add(bytes());
        }
        if (parts.isEmpty()) {
            throw failure(Reason.MALFORMED, "encapsulated data without a basic offset table");
        }
    }

    /** Reads the header of a fragment, or the delimiter. */
    private boolean nextFragment(int pixelTag) throws IOException {
        source.need(8, pixelTag);
        tag = source.peekTag(bigEndian);
        length = source.peek32(4, bigEndian);
        if (tag == Tag.SequenceDelimitationItem) {
            source.drop(8);
            return false;
        }
        if (tag != Tag.Item || length == UNDEFINED) {
            throw failure(Reason.MALFORMED, "not a fragment in encapsulated data");
        }
        source.drop(8);
        countItem();
        return true;
    }

    PixelDataIndex locatePixelData(DataSet head, TransferSyntax syntax) throws IOException {
        int pixelTag = nextTag();
        if (pixelTag != Tag.PixelData && pixelTag != Tag.FloatPixelData && pixelTag != Tag.DoubleFloatPixelData) {
            return null;
        }
        readHeader(head, bigEndian, explicit);
        long offset = source.position();
        if (length != UNDEFINED) {
            long bytes = length & 0xFFFFFFFFL;
            source.skip(bytes, pixelTag);
            return PixelDataIndex.ofNative(head, pixelTag, offset, bytes);
        }
        FragmentIndex fragments = new FragmentIndex();
        while (nextFragment(pixelTag)) {
            long at = source.position();
            boolean first = !fragments.hasOffsetTable();
            if (first) {
                fragments.offsetTable(at, bytes());
            } else {
                int start = length >= 4 && source.has(4) ? source.peek32(0, true) : 0;
                source.skip(length & 0xFFFFFFFFL, pixelTag);
                fragments.add(at, length & 0xFFFFFFFFL, start);
            }
        }
        return fragments.index(head, syntax, offset, source.position() - offset);
    }

    private void countItem() throws DicomException {
        if (++items > limits.items()) {
            throw failure(Reason.LIMIT, "too many items");
        }
    }

    private void checkFits(long end) throws DicomException {
        if (end != NO_END && (length & 0xFFFFFFFFL) > end - source.position()) {
            throw failure(Reason.MALFORMED, "longer than what it is part of");
        }
    }

    private DicomException failure(Reason reason, String text) {
        return new DicomException(reason, text, tag, source.position());
    }
}
