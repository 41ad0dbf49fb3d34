package org.yilian.dicom;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a data set is written as bytes. One object per UID of the standard; a UID nobody knows is taken as explicit VR little
 * endian with encapsulated pixel data, which is how the standard defines every new one.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_10.html">PS3.5 section 10 and annex A</a>
 */
public final class TransferSyntax {

    private static final Map<String, TransferSyntax> BY_UID = new LinkedHashMap<>();

    static {
        UID.entries().stream().filter(UID.Entry::isTransferSyntax).forEach(TransferSyntax::register);
    }

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN = of(UID.ImplicitVRLittleEndian);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN = of(UID.ExplicitVRLittleEndian);
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = of(UID.DeflatedExplicitVRLittleEndian);
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN = of(UID.ExplicitVRBigEndian);

    private final String uid;
    private final String name;
    private final boolean known;

    private TransferSyntax(String uid, String name, boolean known) {
        this.uid = uid;
        this.name = name;
        this.known = known;
    }

    private static void register(UID.Entry entry) {
        BY_UID.put(entry.uid(), new TransferSyntax(entry.uid(), entry.name(), true));
    }

    /** The syntax of a UID; never null, see the class comment for unknown ones. */
    public static TransferSyntax of(String uid) {
        TransferSyntax found = BY_UID.get(uid);
        return found != null ? found : new TransferSyntax(uid, "", false);
    }

    /** All transfer syntaxes of the standard. */
    public static Collection<TransferSyntax> all() {
        return java.util.Collections.unmodifiableCollection(BY_UID.values());
    }

    public String uid() {
        return uid;
    }

    /** The standard's name, empty when the standard does not know this UID. */
    public String name() {
        return name;
    }

    public boolean isKnown() {
        return known;
    }

    public boolean isExplicit() {
        return !uid.equals(UID.ImplicitVRLittleEndian) && !uid.equals(UID.Papyrus3ImplicitVRLittleEndian);
    }

    public boolean isBigEndian() {
        return uid.equals(UID.ExplicitVRBigEndian);
    }

    /** The whole data set goes through deflate (PS3.5 section A.5), as opposed to single frames. */
    public boolean isDeflated() {
        return uid.equals(UID.DeflatedExplicitVRLittleEndian)
                || uid.equals(UID.JPIPReferencedDeflate)
                || uid.equals(UID.JPIPHTJ2KReferencedDeflate);
    }

    /** Pixel data, if any, is a row of fragments (PS3.5 section A.4). */
    public boolean isEncapsulated() {
        return isExplicit()
                && !isDeflated()
                && !isBigEndian()
                && !uid.equals(UID.ExplicitVRLittleEndian)
                && !uid.equals(UID.JPIPReferenced)
                && !uid.equals(UID.JPIPHTJ2KReferenced);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferSyntax that && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return uid;
    }
}
