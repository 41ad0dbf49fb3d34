package org.yilian.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An acknowledgment received.
 *
 * @param bytes as received, without frame
 * @param code MSA-1, or null if it is none of table 0008
 * @param controlId MSA-2 as written: the control id of the message answered; empty if absent
 * @param text MSA-3 as written; empty if absent. Somebody else's text: not to be logged
 * @param errorCode first code of the first ERR segment (ERR-3.1, or ERR-1.4.1 of older versions); empty if absent
 */
public record MllpAck(byte[] bytes, AckCode code, String controlId, String text, String errorCode) {

    /** Reads an acknowledgment; null if it has no readable MSH or no MSA. */
    public static MllpAck parse(byte[] bytes) {
        MshHeader msh = MshHeader.parse(bytes);
        if (msh == null) {
            return null;
        }
        String text = CharacterSets.decode(bytes, msh.charset());
        Charset lenient = text == null ? StandardCharsets.ISO_8859_1 : msh.charset();
        String[] msa = null;
        String[] err = {};
        for (String segment : new String(bytes, lenient).split("[\r\n]+")) {
            String[] fields = segment.split(java.util.regex.Pattern.quote(String.valueOf(msh.fieldSeparator())), -1);
            if (msa == null && fields[0].equals("MSA")) {
                msa = fields;
            } else if (err.length == 0 && fields[0].equals("ERR")) {
                err = fields;
            }
        }
        return msa == null ? null : new MllpAck(bytes, code(at(msa, 1)), at(msa, 2), at(msa, 3), errorCode(msh, err));
    }

    private static String errorCode(MshHeader msh, String[] err) {
        String coded = msh.component(at(err, 3), 1);
        if (!coded.isEmpty()) {
            return coded;
        }
        String old = msh.component(at(err, 1), 4);
        int sub = old.indexOf(msh.encodingCharacters().charAt(3));
        return sub < 0 ? old : old.substring(0, sub);
    }

    private static String at(String[] fields, int n) {
        return n < fields.length ? fields[n] : "";
    }

    private static AckCode code(String msa1) {
        for (AckCode code : AckCode.values()) {
            if (code.name().equalsIgnoreCase(msa1.strip())) {
                return code;
            }
        }
        return null;
    }

    /** Only the code: the rest is the peer's text. */
    @Override
    public String toString() {
        return "MllpAck[" + code + " " + errorCode + "]";
    }
}
