package org.yilian.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether the text bytes of a data set fit what it declares. Modalities in our region send GBK or UTF-8 under ISO_IR 100 or
 * under nothing at all; the bytes tell, since Latin letters with accents seldom stand in pairs.
 */
final class CharsetSuspicion {
    private int high; // bytes above 0x7F
    private boolean utf8 = true;
    private boolean gb = true;
    private int hanInUtf8;
    private int commonHanInGb;

    private CharsetSuspicion() {}

    static Optional<String> of(DataSet dataSet) {
        CharsetSuspicion found = new CharsetSuspicion();
        found.look(dataSet);
        return found.likely(dataSet.charset());
    }

    private void look(DataSet dataSet) {
        for (int i = 0; i < dataSet.size(); i++) {
            if (dataSet.valueAt(i) instanceof Sequence sequence) {
                for (DataSet item : sequence.items) {
                    if (!item.contains(Tag.SpecificCharacterSet)) {
                        look(item);
                    }
                }
            } else if (dataSet.vrAt(i).isText() && dataSet.valueAt(i) instanceof byte[] raw) {
                look(raw);
            }
        }
    }

    private void look(byte[] raw) {
        int before = high;
        for (byte b : raw) {
            high += b < 0 ? 1 : 0;
        }
        if (high == before) {
            return;
        }
        utf8 &= isValid(raw, StandardCharsets.UTF_8);
        gb &= isValid(raw, CodeSet.GB_18030.charset());
        for (int i = 0; i < raw.length - 1; i++) {
            int lead = raw[i] & 0xFF;
            int trail = raw[i + 1] & 0xFF;
            hanInUtf8 += lead >= 0xE3 && lead <= 0xE9 && trail >= 0x80 && trail <= 0xBF ? 1 : 0;
            if (lead >= 0x81) {
                commonHanInGb += lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1 ? 2 : 0;
                i++;
            }
        }
    }

    private static boolean isValid(byte[] raw, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private Optional<String> likely(SpecificCharset declared) {
        CodeSet set = declared.first();
        if (high == 0) {
            return Optional.empty();
        }
        boolean chinese = gb && commonHanInGb * 2 > high;
        if (set == CodeSet.UTF_8) {
            return utf8 ? Optional.empty() : Optional.of(chinese ? "GB18030" : "ISO_IR 100");
        }
        if (set == CodeSet.GB_18030 || set == CodeSet.GBK) {
            return utf8 && hanInUtf8 > 0 && !(gb && commonHanInGb == high)
                    ? Optional.of("ISO_IR 192")
                    : Optional.empty();
        }
        if (set != CodeSet.ASCII && set != CodeSet.LATIN_1 || declared.terms().length > 1) {
            return Optional.empty();
        }
        if (utf8) {
            return Optional.of("ISO_IR 192");
        }
        return chinese ? Optional.of("GB18030") : set == CodeSet.ASCII ? Optional.of("ISO_IR 100") : Optional.empty();
    }
}
