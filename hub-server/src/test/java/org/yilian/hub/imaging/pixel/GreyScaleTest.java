package org.yilian.hub.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GreyScaleTest {

    @Test
    void showsAWindowOfHounsfieldUnits() {
        // Stored 0..2000 are -1000..1000 HU; a window of 400 around 40 is black to -160 and white from 239.
        GreyScale grey = new GreyScale(1, -1000, null, new Window(40, 400, Window.Function.LINEAR), null, false, null);

        byte[] shades = grey.shades(new Frame.Grey(5, 1, new int[] {0, 840, 1040, 1239, 2000}));

        assertThat(shades[0]).isZero();
        assertThat(shades[1]).isZero();
        assertThat(shades[2] & 0xFF).isBetween(127, 129);
        assertThat(shades[3] & 0xFF).isEqualTo(255);
        assertThat(shades[4] & 0xFF).isEqualTo(255);
    }

    @Test
    void takesTheRangeOfThePixelsWhereNoWindowIsGivenAndLeavesThePaddingBlack() {
        GreyScale grey = new GreyScale(1, 0, null, null, null, false, -2000);

        assertThat(grey.shades(new Frame.Grey(4, 1, new int[] {-2000, 10, 60, 110})))
                .containsExactly(0, 0, (byte) 128, (byte) 255);
    }

    @Test
    void turnsMonochrome1Around() {
        GreyScale grey = new GreyScale(1, 0, null, null, null, true, null);

        assertThat(grey.shades(new Frame.Grey(2, 1, new int[] {0, 255}))).containsExactly((byte) 255, 0);
    }

    @Test
    void looksThroughAVoiTable() {
        GreyScale.Lut lut = new GreyScale.Lut(10, 8, new int[] {0, 100, 255});
        GreyScale grey = new GreyScale(1, 0, null, null, lut, false, null);

        assertThat(grey.shades(new Frame.Grey(4, 1, new int[] {0, 11, 12, 99})))
                .containsExactly(0, 100, (byte) 255, (byte) 255);
    }

    @Test
    void refusesWindowsThatAreNone() {
        assertThatThrownBy(() -> new Window(0, 0.5, Window.Function.LINEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(0, 0, Window.Function.LINEAR_EXACT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(Double.NaN, 1, Window.Function.SIGMOID))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
