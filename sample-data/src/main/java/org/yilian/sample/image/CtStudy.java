package org.yilian.sample.image;

import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.sample.Dice;
import org.yilian.sample.history.ExamOrder;

/** CT image objects (PS3.3 A.3): one series of 24 to 40 slices from head to feet. */
final class CtStudy {
    private static final String PRIVATE_CREATOR = "YILIAN SAMPLE 1.0";
    private static final double TOP = 140;
    private static final double LENGTH = 290;

    private CtStudy() {}

    /**
     * @param large 512 by 512 instead of 256 by 256
     * @param vendor with private elements as vendors have them
     */
    static List<SampleInstance> make(
            Acquisition acquisition, ExamOrder exam, Dice dice, TransferSyntax syntax, boolean large, boolean vendor) {
        boolean contrast = exam.exam().item().equals("CT-CHEST-CONTRAST");
        ChestPhantom phantom = new ChestPhantom(dice.fork("phantom"), contrast, exam.findings());
        int count = count(dice, large);
        double thickness = LENGTH / count;
        int matrix = large ? 512 : 256;
        CtSlices slices = new CtSlices(phantom, dice.fork("noise"), matrix, thickness);
        String frame = Uids.of(exam.studyInstanceUid(), "frame-of-reference");
        List<SampleInstance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double z = TOP - i * thickness;
            String description = contrast ? "胸部增强 静脉期" : "胸部平扫";
            DataSet dataSet = acquisition.instance(UID.CTImageStorage, "ct/" + i, 1, description, i + 1, i);
            place(dataSet, frame, slices.spacing(), thickness, z);
            image(dataSet, contrast);
            if (vendor) {
                dataSet.set(dataSet.claimPrivate(PRIVATE_CREATOR, 0x00290001), VR.LO, "重建核 B31");
                dataSet.set(dataSet.claimPrivate(PRIVATE_CREATOR, 0x00290002), VR.DS, "0.75");
                dataSet.setBytes(dataSet.claimPrivate(PRIVATE_CREATOR, 0x00290010), VR.OB, new byte[] {1, 2, 3, 4});
            }
            Frame.wide(dataSet, slices.slice(z, i), matrix, syntax.isEncapsulated());
            instances.add(new SampleInstance(dataSet, syntax));
        }
        return instances;
    }

    static int count(Dice dice, boolean large) {
        return large ? 24 : dice.fork("count").between(24, 40);
    }

    private static void place(DataSet dataSet, String frame, double spacing, double thickness, double z) {
        double edge = -CtSlices.FIELD / 2 + spacing / 2;
        dataSet.set(Tag.FrameOfReferenceUID, frame)
                .setEmpty(Tag.PositionReferenceIndicator)
                .set(Tag.PatientPosition, "HFS")
                .set(Tag.ImagePositionPatient, edge, edge, z)
                .set(Tag.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                .set(Tag.SliceLocation, z)
                .set(Tag.SliceThickness, thickness)
                .set(Tag.PixelSpacing, spacing, spacing);
    }

    private static void image(DataSet dataSet, boolean contrast) {
        dataSet.set(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .set(Tag.AcquisitionNumber, 1)
                .set(Tag.AcquisitionDate, dataSet.date(Tag.ContentDate))
                .set(Tag.AcquisitionTime, dataSet.time(Tag.ContentTime))
                .set(Tag.BodyPartExamined, "CHEST")
                .set(Tag.KVP, "120")
                .set(Tag.XRayTubeCurrent, 220)
                .set(Tag.ConvolutionKernel, "B31")
                .set(Tag.RescaleIntercept, CtSlices.INTERCEPT)
                .set(Tag.RescaleSlope, 1)
                .set(Tag.RescaleType, "HU")
                .set(Tag.WindowCenter, "40", "-600")
                .set(Tag.WindowWidth, "400", "1500")
                .set(Tag.WindowCenterWidthExplanation, "纵隔窗", "肺窗");
        if (contrast) {
            dataSet.set(Tag.ContrastBolusAgent, "碘海醇");
        }
    }
}
