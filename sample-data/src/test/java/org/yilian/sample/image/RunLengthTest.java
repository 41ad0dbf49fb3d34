package org.yilian.sample.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.yilian.sample.Dice;

class RunLengthTest {
    @Test
    void whatIsEncodedDecodesToTheSame() {
        Dice dice = new Dice(3);
        for (int columns : new int[] {1, 2, 3, 127, 128, 129, 300}) {
            for (int bytesPerPixel = 1; bytesPerPixel <= 3; bytesPerPixel++) {
                byte[] frame = new byte[columns * 5 * bytesPerPixel];
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (byte) (dice.chance(0.6) && i > 0 ? frame[i - 1] : dice.below(256));
                }
                byte[] encoded = RunLength.encode(frame, columns, bytesPerPixel, false);
                assertThat(encoded.length % 2).isZero();
                assertThat(decode(encoded, bytesPerPixel, frame.length)).isEqualTo(frame);
            }
        }
    }

    @Test
    void mostSignificantByteOfWidePixelsComesFirst() {
        byte[] encoded = RunLength.encode(new byte[] {1, 9, 2, 9, 3, 9, 4, 9}, 4, 2, true);
        int first = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        assertThat(Arrays.copyOfRange(encoded, first, first + 2)).containsExactly(-3, 9);
    }

    private static byte[] decode(byte[] encoded, int bytesPerPixel, int length) {
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt(0)).isEqualTo(bytesPerPixel);
        byte[] frame = new byte[length];
        for (int segment = 0; segment < bytesPerPixel; segment++) {
            int from = header.getInt(4 + 4 * segment);
            ByteArrayOutputStream plane = new ByteArrayOutputStream();
            while (plane.size() < length / bytesPerPixel) {
                int count = encoded[from++];
                if (count >= 0) {
                    plane.write(encoded, from, count + 1);
                    from += count + 1;
                } else {
                    for (int i = 0; i < 1 - count; i++) {
                        plane.write(encoded[from]);
                    }
                    from++;
                }
            }
            byte[] bytes = plane.toByteArray();
            for (int i = 0; i < bytes.length; i++) {
                frame[i * bytesPerPixel + segment] = bytes[i];
            }
        }
        return frame;
    }
}
