package org.yilian.hub.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class RunLengthTest {

    @Test
    void unpacksLiteralAndReplicateRunsOfEachPlane() throws PixelFailure {
        byte[] high = {2, 1, 2, 3, -2, 9}; // 1 2 3 9 9 9
        byte[] low = {-128, -5, 7}; // 7 six times, after a no-op

        assertThat(RunLength.decode(frame(high, low), 6, 2)).containsExactly(1, 2, 3, 9, 9, 9, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void refusesSegmentsThatEndEarlyOrLieOutside() {
        assertThatThrownBy(() -> RunLength.decode(frame(new byte[] {5, 1}, new byte[] {-5, 7}), 6, 2))
                .isInstanceOf(PixelFailure.class);
        byte[] lying = frame(new byte[] {-5, 1}, new byte[] {-5, 7});
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 1 << 30);
        assertThatThrownBy(() -> RunLength.decode(lying, 6, 2)).isInstanceOf(PixelFailure.class);
        assertThatThrownBy(() -> RunLength.decode(new byte[10], 6, 2)).isInstanceOf(PixelFailure.class);
    }

    private static byte[] frame(byte[] first, byte[] second) {
        return ByteBuffer.allocate(64 + first.length + second.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(64)
                .putInt(64 + first.length)
                .position(64)
                .put(first)
                .put(second)
                .array();
    }
}
