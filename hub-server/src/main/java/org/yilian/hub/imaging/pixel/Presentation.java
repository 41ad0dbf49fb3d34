package org.yilian.hub.imaging.pixel;

import java.util.List;
import java.util.Locale;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;

/**
 * How an object says it wants to be seen: shape, modality and VOI transformation of a frame, palette. Enhanced multi-frame
 * objects say it per frame in functional groups (PS3.3 C.7.6.16).
 *
 * @param palette null unless the object is PALETTE COLOR
 */
public record Presentation(PixelShape shape, GreyScale grey, Palette palette) {
    private static final int SHARED_GROUPS = 0x52009229;
    private static final int FRAME_GROUPS = 0x52009230;
    private static final int FRAME_VOI_LUT = 0x00289132;

    /**
     * @param number frame, from 1
     */
    public static Presentation of(DataSet head, String transferSyntax, int number) throws PixelFailure {
        String photometric =
                head.string(Tag.PhotometricInterpretation, "MONOCHROME2").toUpperCase(Locale.ROOT);
        int allocated = head.intValue(Tag.BitsAllocated, 8);
        PixelShape shape = new PixelShape(
                head.intValue(Tag.Rows, 0),
                head.intValue(Tag.Columns, 0),
                Math.max(1, head.intValue(Tag.NumberOfFrames, 1)),
                head.intValue(Tag.SamplesPerPixel, 1),
                allocated,
                head.intValue(Tag.BitsStored, allocated),
                head.intValue(Tag.PixelRepresentation, 0) == 1,
                photometric,
                head.intValue(Tag.PlanarConfiguration, 0) == 1,
                TransferSyntax.of(transferSyntax).isBigEndian());
        shape.check();
        return new Presentation(shape, grey(head, shape, number), palette(head, photometric));
    }

    private static GreyScale grey(DataSet head, PixelShape shape, int number) {
        DataSet rescale = group(head, Tag.PixelValueTransformationSequence, number);
        DataSet voi = group(head, FRAME_VOI_LUT, number);
        double slope = rescale.doubleValue(Tag.RescaleSlope, 1);
        DataSet modalityLut = head.item(Tag.ModalityLUTSequence);
        DataSet voiLut = head.item(Tag.VOILUTSequence);
        boolean inverted = shape.photometric().equals("MONOCHROME1")
                ^ (shape.photometric().equals("MONOCHROME2")
                        && head.string(Tag.PresentationLUTShape, "").equals("INVERSE"));
        return new GreyScale(
                slope == 0 ? 1 : slope,
                rescale.doubleValue(Tag.RescaleIntercept, 0),
                modalityLut == null ? null : lut(modalityLut, shape.signed()),
                window(voi),
                voiLut == null ? null : lut(voiLut, shape.signed()),
                inverted,
                head.hasValue(Tag.PixelPaddingValue) ? head.intValue(Tag.PixelPaddingValue, 0) : null);
    }

    /** The functional group of a frame, the shared one, or the data set itself for objects of the older kind. */
    private static DataSet group(DataSet head, int macro, int number) {
        List<DataSet> frames = head.items(FRAME_GROUPS);
        if (number <= frames.size() && frames.get(number - 1).item(macro) != null) {
            return frames.get(number - 1).item(macro);
        }
        DataSet shared = head.item(SHARED_GROUPS);
        return shared != null && shared.item(macro) != null ? shared.item(macro) : head;
    }

    private static Window window(DataSet voi) {
        double width = voi.doubleValue(Tag.WindowWidth, Double.NaN);
        double center = voi.doubleValue(Tag.WindowCenter, Double.NaN);
        if (!Double.isFinite(width) || !Double.isFinite(center)) {
            return null;
        }
        Window.Function function =
                switch (voi.string(Tag.VOILUTFunction, "LINEAR")) {
                    case "LINEAR_EXACT" -> Window.Function.LINEAR_EXACT;
                    case "SIGMOID" -> Window.Function.SIGMOID;
                    default -> Window.Function.LINEAR;
                };
        boolean narrow = function == Window.Function.LINEAR ? width < 1 : width <= 0;
        return narrow ? null : new Window(center, width, function);
    }

    private static GreyScale.Lut lut(DataSet item, boolean signed) {
        int[] descriptor = item.ints(Tag.LUTDescriptor);
        int[] entries = entries(item, Tag.LUTData, descriptor);
        if (entries == null) {
            return null;
        }
        int first = signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
        int bits = descriptor[2] >= 1 && descriptor[2] <= 16 ? descriptor[2] : 16;
        return new GreyScale.Lut(first, bits, entries);
    }

    /** Entries of a table as many as the descriptor says; 0 says 65,536. Null when the table is not whole. */
    private static int[] entries(DataSet item, int dataTag, int[] descriptor) {
        byte[] raw = item.bytes(dataTag);
        if (descriptor.length != 3 || raw == null) {
            return null;
        }
        int count = (descriptor[0] & 0xFFFF) == 0 ? 65_536 : descriptor[0] & 0xFFFF;
        boolean words = raw.length >= 2 * count;
        if (!words && raw.length < count) {
            return null;
        }
        int[] entries = new int[count];
        for (int i = 0; i < count; i++) {
            entries[i] = words ? raw[2 * i] & 0xFF | (raw[2 * i + 1] & 0xFF) << 8 : raw[i] & 0xFF;
        }
        return entries;
    }

    private static Palette palette(DataSet head, String photometric) throws PixelFailure {
        if (!photometric.equals("PALETTE COLOR")) {
            return null;
        }
        int[] descriptor = head.ints(Tag.RedPaletteColorLookupTableDescriptor);
        byte[][] colours = new byte[3][];
        for (int i = 0; i < 3; i++) {
            int[] entries = entries(
                    head,
                    Tag.RedPaletteColorLookupTableData + i,
                    head.ints(Tag.RedPaletteColorLookupTableDescriptor + i));
            if (entries == null || descriptor.length != 3) {
                throw PixelFailure.unsupported("The palette is missing, segmented or not whole");
            }
            // Some say 16 bit and fill only the lower byte.
            boolean wide = descriptor[2] > 8 && java.util.Arrays.stream(entries).anyMatch(entry -> entry > 255);
            colours[i] = new byte[entries.length];
            for (int k = 0; k < entries.length; k++) {
                colours[i][k] = (byte) (wide ? entries[k] >> 8 : entries[k]);
            }
        }
        return new Palette((short) descriptor[1], colours[0], colours[1], colours[2]);
    }
}
