package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Utf8Test {
    @Property(tries = 20000)
    void agreesWithTheDecoder(@ForAll @Size(max = 6) byte[] raw) {
        assertThat(Utf8.isValid(raw)).isEqualTo(decodes(raw));
    }

    @Property(tries = 20000)
    void agreesWithTheDecoderOnAnyLeadingPair(
            @ForAll @IntRange(min = 0xC0, max = 0xFF) int first,
            @ForAll @IntRange(min = 0x7F, max = 0xC1) int second,
            @ForAll @IntRange(min = 0, max = 2) int more) {
        byte[] raw = new byte[2 + more];
        java.util.Arrays.fill(raw, (byte) 0x80);
        raw[0] = (byte) first;
        raw[1] = (byte) second;
        assertThat(Utf8.isValid(raw)).isEqualTo(decodes(raw));
    }

    @Property(tries = 2000)
    void acceptsAnyText(@ForAll String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(raw)).isTrue();
    }

    private static boolean decodes(byte[] raw) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
