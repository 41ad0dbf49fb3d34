package org.yilian.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Stand-in until the code extensions are written: one character set for the whole value. */
public final class SpecificCharset {
    public static final SpecificCharset DEFAULT = new SpecificCharset(StandardCharsets.ISO_8859_1, "");

    private final Charset charset;
    private final String[] terms;

    private SpecificCharset(Charset charset, String... terms) {
        this.charset = charset;
        this.terms = terms;
    }

    public static SpecificCharset of(String... terms) {
        String term = terms.length == 0 ? "" : terms[0];
        Charset charset =
                switch (term) {
                    case "ISO_IR 192" -> StandardCharsets.UTF_8;
                    case "GB18030", "GBK" -> Charset.forName("GB18030");
                    default -> StandardCharsets.ISO_8859_1;
                };
        return new SpecificCharset(charset, terms);
    }

    public String[] terms() {
        return terms.clone();
    }

    public String decode(byte[] raw, VR vr) {
        return new String(raw, charset);
    }

    public byte[] encode(String text, VR vr) {
        return text.getBytes(charset);
    }

    public boolean canEncode(String text, VR vr) {
        return charset.newEncoder().canEncode(text);
    }
}
