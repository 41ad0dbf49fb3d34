package org.yilian.sample.image;

import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.sample.Dice;

/** Ultrasound multi-frame images (PS3.3 A.7): a grey clip and one with flow in colour. */
final class UltrasoundStudy {
    private static final double CENTIMETRES_PER_PIXEL = 0.0115;

    private UltrasoundStudy() {}

    static List<SampleInstance> make(Acquisition acquisition, Dice dice, TransferSyntax syntax) {
        List<SampleInstance> instances = new ArrayList<>();
        for (int clip = 0; clip < 2; clip++) {
            boolean colour = clip == 1;
            DataSet dataSet = acquisition.instance(
                    UID.UltrasoundMultiFrameImageStorage, "us/" + clip, 1, "颈动脉", clip + 1, 60 * clip);
            image(dataSet, colour);
            byte[] pixels = new UltrasoundClip(dice.fork("clip", clip), colour).frames();
            Frame.narrow(
                    dataSet,
                    pixels,
                    colour ? 3 : 1,
                    UltrasoundClip.WIDTH,
                    UltrasoundClip.FRAMES,
                    syntax.isEncapsulated());
            instances.add(new SampleInstance(dataSet, syntax));
        }
        return instances;
    }

    private static void image(DataSet dataSet, boolean colour) {
        DataSet region = new DataSet()
                .setLongs(MoreTags.RegionLocationMinX0, VR.UL, 0)
                .setLongs(MoreTags.RegionLocationMinY0, VR.UL, 0)
                .setLongs(MoreTags.RegionLocationMaxX1, VR.UL, UltrasoundClip.WIDTH - 1)
                .setLongs(MoreTags.RegionLocationMaxY1, VR.UL, UltrasoundClip.HEIGHT - 1)
                .set(MoreTags.PhysicalUnitsXDirection, 3)
                .set(MoreTags.PhysicalUnitsYDirection, 3)
                .set(MoreTags.PhysicalDeltaX, CENTIMETRES_PER_PIXEL)
                .set(MoreTags.PhysicalDeltaY, CENTIMETRES_PER_PIXEL)
                .set(MoreTags.RegionSpatialFormat, 1)
                .set(MoreTags.RegionDataType, 1)
                .setLongs(MoreTags.RegionFlags, VR.UL, 2);
        dataSet.set(Tag.ImageType, "ORIGINAL", "PRIMARY", "VASCULAR", colour ? "0011" : "0001")
                .setEmpty(Tag.PatientOrientation)
                .set(Tag.BodyPartExamined, "NECK")
                .set(Tag.NumberOfFrames, UltrasoundClip.FRAMES)
                .set(Tag.FrameIncrementPointer, Tag.FrameTime)
                .set(Tag.FrameTime, "80")
                .set(Tag.LossyImageCompression, "00")
                .set(MoreTags.UltrasoundColorDataPresent, colour ? 1 : 0)
                .set(Tag.BurnedInAnnotation, "NO")
                .setItems(MoreTags.SequenceOfUltrasoundRegions, region);
    }
}
