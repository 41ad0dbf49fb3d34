package org.yilian.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yilian.dicom.PixelDataIndex.Frame;
import org.yilian.dicom.PixelDataIndex.Piece;

/**
 * Collects the fragments of encapsulated pixel data and sorts them into frames: by the extended offset table, by the basic
 * offset table, by their number, or by where code streams begin, in that order; the first that fits all fragments wins.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_A.4.html">PS3.5 section A.4</a>
 */
final class FragmentIndex {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<Piece> fragments = new ArrayList<>();
    private int[] starts = new int[16]; // first four bytes of each fragment
    private byte[] basicTable;
    private long firstItem;

    boolean hasOffsetTable() {
        return basicTable != null;
    }

    void offsetTable(long offset, byte[] table) {
        basicTable = table;
        firstItem = offset + table.length;
    }

    void add(long offset, long length, int start) {
        if (fragments.size() == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[fragments.size()] = start;
        fragments.add(new Piece(offset, length));
    }

    PixelDataIndex index(DataSet head, TransferSyntax syntax, long offset, long length) {
        List<Frame> frames = isVideo(syntax) ? List.of() : frames(head);
        return new PixelDataIndex(offset, length, true, frames);
    }

    /** MPEG-2, MPEG-4 and HEVC, .100 to .108: one stream for all frames (PS3.5 section 8.2.5 and following). */
    private static boolean isVideo(TransferSyntax syntax) {
        return syntax.uid().startsWith("1.2.840.10008.1.2.4.10");
    }

    private List<Frame> frames(DataSet head) {
        int count = PixelDataIndex.numberOfFrames(head);
        List<Frame> frames = byExtendedTable(head, count);
        frames = frames.isEmpty() ? byBasicTable(count) : frames;
        if (!frames.isEmpty() || fragments.isEmpty()) {
            return frames;
        }
        if (count == 1) {
            return List.of(new Frame(List.copyOf(fragments)));
        }
        return fragments.size() == count ? onePerFragment() : byCodeStreams(count);
    }

    private List<Frame> onePerFragment() {
        return fragments.stream().map(piece -> new Frame(List.of(piece))).toList();
    }

    private List<Frame> byExtendedTable(DataSet head, int count) {
        byte[] table = head.bytes(Tag.ExtendedOffsetTable);
        byte[] lengths = head.bytes(Tag.ExtendedOffsetTableLengths);
        if (table == null || table.length != count * 8L || lengths == null || lengths.length != table.length) {
            return List.of();
        }
        long[] offsets = new long[count];
        Arrays.setAll(offsets, i -> (long) LONG.get(table, i * 8));
        List<Frame> frames = byOffsets(offsets);
        // The last byte of a fragment may be padding that the length of the frame leaves out.
        List<Frame> exact = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            long length = (long) LONG.get(lengths, i * 8);
            boolean padded = frame.pieces().size() == 1 && length == frame.length() - 1;
            exact.add(padded ? new Frame(List.of(new Piece(frame.pieces().get(0).offset(), length))) : frame);
        }
        return List.copyOf(exact);
    }

    private List<Frame> byBasicTable(int count) {
        if (basicTable == null || basicTable.length != count * 4L || count == 0) {
            return List.of();
        }
        long[] offsets = new long[count];
        Arrays.setAll(offsets, i -> Values.integer(VR.UL, basicTable, i));
        return byOffsets(offsets);
    }

    /** Offsets are those of item tags, from the first item behind the basic offset table. */
    private List<Frame> byOffsets(long[] offsets) {
        List<Frame> frames = new ArrayList<>(offsets.length);
        int next = 0;
        for (int i = 0; i < offsets.length; i++) {
            if (next >= fragments.size() || fragments.get(next).offset() - 8 - firstItem != offsets[i]) {
                return List.of();
            }
            List<Piece> pieces = new ArrayList<>(1);
            long end = i + 1 < offsets.length ? firstItem + offsets[i + 1] : Long.MAX_VALUE;
            while (next < fragments.size() && fragments.get(next).offset() - 8 < end) {
                pieces.add(fragments.get(next++));
            }
            frames.add(new Frame(List.copyOf(pieces)));
        }
        return List.copyOf(frames);
    }

    private List<Frame> byCodeStreams(int count) {
        List<Frame> frames = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            if (beginsCodeStream(starts[i]) && !pieces.isEmpty()) {
                frames.add(new Frame(List.copyOf(pieces)));
                pieces.clear();
            }
            pieces.add(fragments.get(i));
        }
        frames.add(new Frame(List.copyOf(pieces)));
        return frames.size() == count ? List.copyOf(frames) : List.of();
    }

    /** JPEG and JPEG-LS (SOI and a marker), JPEG 2000 (SOC, SIZ), JPEG XL (bare code stream or container). */
    private static boolean beginsCodeStream(int start) {
        return start >>> 8 == 0xFFD8FF || start == 0xFF4FFF51 || start >>> 16 == 0xFF0A || start == 0x0000000C;
    }
}
