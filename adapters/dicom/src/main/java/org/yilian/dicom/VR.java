package org.yilian.dicom;

/**
 * Value representations: what the bytes of an element mean, how its length is written and how it is padded.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_6.2.html">PS3.5 section 6.2</a>
 */
public enum VR {
    AE(Kind.ASCII),
    AS(Kind.ASCII),
    AT(Kind.TAG, 2),
    CS(Kind.ASCII),
    DA(Kind.ASCII),
    DS(Kind.ASCII),
    DT(Kind.ASCII),
    FD(Kind.FLOAT, 8),
    FL(Kind.FLOAT, 4),
    IS(Kind.ASCII),
    LO(Kind.TEXT),
    LT(Kind.TEXT),
    OB(Kind.BYTES, 1),
    OD(Kind.BYTES, 8),
    OF(Kind.BYTES, 4),
    OL(Kind.BYTES, 4),
    OV(Kind.BYTES, 8),
    OW(Kind.BYTES, 2),
    PN(Kind.TEXT),
    SH(Kind.TEXT),
    SL(Kind.INTEGER, 4),
    SQ(Kind.ITEMS),
    SS(Kind.INTEGER, 2),
    ST(Kind.TEXT),
    SV(Kind.INTEGER, 8),
    TM(Kind.ASCII),
    UC(Kind.TEXT),
    UI(Kind.ASCII),
    UL(Kind.INTEGER, 4),
    UN(Kind.BYTES, 1),
    UR(Kind.ASCII),
    US(Kind.INTEGER, 2),
    UT(Kind.TEXT),
    UV(Kind.INTEGER, 8);

    enum Kind {
        /** Characters of the default repertoire only. */
        ASCII,
        /** Characters of the repertoires named in Specific Character Set (0008,0005). */
        TEXT,
        INTEGER,
        FLOAT,
        TAG,
        BYTES,
        ITEMS
    }

    private static final VR[] BY_LETTERS = new VR[26 * 26];

    static {
        for (VR vr : values()) {
            BY_LETTERS[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
    }

    private final Kind kind;
    private final int unit;

    VR(Kind kind) {
        this(kind, 1);
    }

    VR(Kind kind, int unit) {
        this.kind = kind;
        this.unit = unit;
    }

    /** The VR of two letters as they stand in an explicit VR stream, or null when there is none of that name. */
    public static VR of(int first, int second) {
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? BY_LETTERS[(first - 'A') * 26 + second - 'A'] : null;
    }

    /** The VR of this name, or null when there is none. */
    public static VR of(String name) {
        return name.length() == 2 ? of(name.charAt(0), name.charAt(1)) : null;
    }

    Kind kind() {
        return kind;
    }

    /** Width in bytes of what changes place between little and big endian. */
    public int unit() {
        return unit;
    }

    /** Values are characters. */
    public boolean isString() {
        return kind == Kind.ASCII || kind == Kind.TEXT;
    }

    /** Values are characters whose meaning depends on Specific Character Set (0008,0005). */
    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Values are binary numbers (not the decimal strings DS and IS). */
    public boolean isBinaryNumber() {
        return kind == Kind.INTEGER || kind == Kind.FLOAT;
    }

    /** Values are opaque bytes or words: never split, candidates for bulk data. */
    public boolean isBytes() {
        return kind == Kind.BYTES;
    }

    /** A backslash parts values; in LT, ST, UT and UR it is a character like any other. */
    public boolean isMultiValued() {
        return this != LT && this != ST && this != UT && this != UR;
    }

    /** Leading spaces mean nothing (PS3.5 section 6.2, column "Definition"). */
    boolean trimsLeft() {
        return this != LT && this != ST && this != UT && this != UC && this != UR && this != PN;
    }

    /** In explicit VR this element has two reserved bytes and a length of 32 bits (PS3.5 section 7.1.2). */
    public boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /** What makes the length even: a space for characters, NUL for UI and everything else. */
    public byte padding() {
        return (byte) (isString() && this != UI ? ' ' : 0);
    }

    boolean isUnsigned() {
        return this == US || this == UL || this == UV;
    }
}
