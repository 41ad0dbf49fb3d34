package org.yilian.sample.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

/** Image pixel module and pixel data (PS3.3 C.7.6.3), plain or run-length encoded. */
final class Frame {
    private Frame() {}

    /** One frame of 12 bits in 16, unsigned, brighter with greater values. */
    static void wide(DataSet dataSet, short[] pixels, int columns, boolean runLength) {
        byte[] bytes = new byte[pixels.length * 2];
        for (int i = 0; i < pixels.length; i++) {
            bytes[2 * i] = (byte) pixels[i];
            bytes[2 * i + 1] = (byte) (pixels[i] >> 8);
        }
        shape(dataSet, 1, pixels.length / columns, columns, 16, 12);
        if (runLength) {
            encapsulate(dataSet, bytes, 1, columns, 2, true);
        } else {
            dataSet.setBytes(Tag.PixelData, VR.OW, bytes);
        }
    }

    /** Frames of 8 bits, of one sample (grey) or three (red, green, blue by pixel). */
    static void narrow(DataSet dataSet, byte[] pixels, int samples, int columns, int frames, boolean runLength) {
        shape(dataSet, samples, pixels.length / columns / samples / frames, columns, 8, 8);
        if (samples == 3) {
            dataSet.set(Tag.PlanarConfiguration, 0);
        }
        if (runLength) {
            encapsulate(dataSet, pixels, frames, columns, samples, false);
        } else {
            dataSet.setBytes(Tag.PixelData, VR.OB, pixels);
        }
    }

    private static void shape(DataSet dataSet, int samples, int rows, int columns, int allocated, int stored) {
        dataSet.set(Tag.SamplesPerPixel, samples)
                .set(Tag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2")
                .set(Tag.Rows, rows)
                .set(Tag.Columns, columns)
                .set(Tag.BitsAllocated, allocated)
                .set(Tag.BitsStored, stored)
                .set(Tag.HighBit, stored - 1)
                .set(Tag.PixelRepresentation, 0);
    }

    private static void encapsulate(
            DataSet dataSet, byte[] pixels, int frames, int columns, int bytesPerPixel, boolean wide) {
        List<byte[]> fragments = new ArrayList<>();
        fragments.add(new byte[0]);
        int size = pixels.length / frames;
        for (int i = 0; i < frames; i++) {
            byte[] frame = Arrays.copyOfRange(pixels, i * size, (i + 1) * size);
            fragments.add(RunLength.encode(frame, columns, bytesPerPixel, wide));
        }
        dataSet.setFragments(Tag.PixelData, VR.OB, fragments);
    }
}
