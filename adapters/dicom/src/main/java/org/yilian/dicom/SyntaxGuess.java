package org.yilian.dicom;

import java.io.IOException;

/** What a data set without a declared transfer syntax looks like, judged by its first element. */
final class SyntaxGuess {

    private SyntaxGuess() {}

    static TransferSyntax of(ByteSource source) throws IOException {
        if (!source.has(8)) {
            return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        }
        if (VR.of(source.peek(4), source.peek(5)) == null) {
            return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        }
        boolean bigEndian = source.peek(0) == 0 && source.peek(1) != 0;
        return bigEndian ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    /** The first element is of a low group of the standard, with a VR or a length that an attribute at that place has. */
    static boolean isPlausible(ByteSource source) throws IOException {
        if (!source.has(8)) {
            return false;
        }
        if (VR.of(source.peek(4), source.peek(5)) != null) {
            return known(source.peekTag(false)) || known(source.peekTag(true));
        }
        return known(source.peekTag(false)) && source.peek32(4, false) >>> 16 == 0;
    }

    private static boolean known(int tag) {
        return tag >>> 16 <= 0x0010 && tag != 0 && Dictionary.entry(tag).isPresent()
                || tag >>> 16 <= 0x0010 && tag >>> 16 > 0 && Tag.isGroupLength(tag);
    }
}
