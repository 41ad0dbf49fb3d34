package org.yilian.dicom;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.yilian.dicom.DicomException.Reason;

/**
 * Reads DICOM from a stream, from front to back, once. Usually up to the pixel data, whose place it can then tell:
 *
 * <pre>{@code
 * DicomReader reader = DicomReader.file(in).stopAt(Tag.PixelData);
 * DataSet head = reader.read();
 * PixelDataIndex frames = reader.locatePixelData(head);
 * }</pre>
 *
 * <p>Reads more of the stream than it has given out (up to 16 KiB); {@link #drain()} reads it to its end. Wrong input ends in
 * a {@link DicomException}, whatever the bytes, and with no more memory than {@link ReadLimits} allow.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part10/chapter_7.html">PS3.10 section 7</a>
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_7.html">PS3.5 section 7</a>
 */
public final class DicomReader implements Closeable {

    private final InputStream in;
    private final boolean isFile;
    private long start;
    private ReadLimits limits = ReadLimits.DEFAULT;
    private int stopTag = -1; // the greatest of all tags
    private int heldUpTo = -1; // as unsigned: any length

    private ByteSource source;
    private byte[] preamble;
    private DataSet meta;
    private TransferSyntax syntax;
    private ElementParser parser;

    private DicomReader(InputStream in, boolean isFile, TransferSyntax syntax) {
        this.in = in;
        this.isFile = isFile;
        this.syntax = syntax;
    }

    /** A Part 10 file. Files without preamble, and without file meta information where the syntax can be seen, are read too. */
    public static DicomReader file(InputStream in) {
        return new DicomReader(in, true, null);
    }

    public static DicomReader file(byte[] bytes) {
        return file(new ByteArrayInputStream(bytes));
    }

    /** A bare data set, as it comes over an association. */
    public static DicomReader dataSet(InputStream in, TransferSyntax syntax) {
        return new DicomReader(in, false, syntax);
    }

    public static DicomReader dataSet(byte[] bytes, TransferSyntax syntax) {
        return dataSet(new ByteArrayInputStream(bytes), syntax);
    }

    public DicomReader limits(ReadLimits limits) {
        this.limits = limits;
        return this;
    }

    /** {@link #read()} ends before the first top-level element of this tag or a greater one. */
    public DicomReader stopAt(int tag) {
        stopTag = tag;
        return this;
    }

    /** Longer values of bytes (OB, OW, UN...) are not held: the data set tells their offset and length. */
    public DicomReader holdValuesUpTo(int bytes) {
        heldUpTo = bytes;
        return this;
    }

    /** All positions count from this offset: where the stream begins in the file it is stored to. */
    public DicomReader startingAt(long offset) {
        start = offset;
        return this;
    }

    /** The first 128 bytes of a file; null when it has none. */
    public byte[] preamble() throws IOException {
        open();
        return preamble;
    }

    /** The file meta information, group 0002; empty when there is none. */
    public DataSet fileMeta() throws IOException {
        open();
        return meta;
    }

    /** As declared, or as seen when nothing is declared. */
    public TransferSyntax transferSyntax() throws IOException {
        open();
        return syntax;
    }

    /**
     * Reads up to the end, or to where the reader was told to stop.
     *
     * @throws DicomException when the bytes are wrong, too deep or too many
     */
    public DataSet read() throws IOException {
        open();
        DataSet dataSet = new DataSet();
        parser.readInto(dataSet);
        return dataSet;
    }

    /** Reads on behind pixel data that has been located, to the end; elements are added to the data set. */
    public void readRest(DataSet dataSet) throws IOException {
        open();
        stopTag = -1;
        parser.stopAt(-1).readInto(dataSet);
    }

    /** The tag of the element before which reading stopped, -1 at the end. */
    public int nextTag() throws IOException {
        open();
        return parser.nextTag();
    }

    /** The next byte not read yet. In a deflated data set positions count inflated bytes of the data set, from zero. */
    public long position() throws IOException {
        open();
        return source.position();
    }

    /**
     * Reads through the pixel data before which this reader stopped, without holding it, and tells where its frames are.
     *
     * @param head what {@link #read()} gave: rows, columns, number of frames, extended offset table
     * @return null when the reader is not at Pixel Data, Float or Double Float Pixel Data
     */
    public PixelDataIndex locatePixelData(DataSet head) throws IOException {
        open();
        return parser.locatePixelData(head, syntax);
    }

    /** Reads to the end of the stream and forgets what comes: for a stream that others store while it is read. */
    public void drain() throws IOException {
        open();
        source.drain();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void open() throws IOException {
        if (parser != null) {
            return;
        }
        source = new ByteSource(in, start);
        meta = new DataSet();
        if (isFile) {
            openFile();
        }
        if (syntax.isDeflated()) {
            source = source.inflated();
        }
        parser = new ElementParser(source, syntax, limits, heldUpTo).stopAt(stopTag);
    }

    private void openFile() throws IOException {
        if (source.has(132) && source.peek32(128, true) == 0x4449434D) { // DICM
            preamble = source.bytes(128, 0);
            source.drop(4);
        }
        if (source.has(8) && source.peek16(0, false) == 0x0002) {
            meta = readMeta();
        } else if (preamble == null && !SyntaxGuess.isPlausible(source)) {
            throw new DicomException(Reason.NOT_DICOM, "neither a preamble nor a first element of DICOM");
        }
        String uid = meta.string(Tag.TransferSyntaxUID);
        syntax = uid != null ? TransferSyntax.of(uid) : SyntaxGuess.of(source);
    }

    private DataSet readMeta() throws IOException {
        DataSet read = new DataSet();
        new ElementParser(source, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, ReadLimits.HEADER, -1)
                .onlyGroup(0x0002)
                .readInto(read);
        return read;
    }
}
