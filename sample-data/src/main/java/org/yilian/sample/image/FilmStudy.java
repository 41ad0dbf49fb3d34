package org.yilian.sample.image;

import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.sample.Dice;
import org.yilian.sample.history.ExamOrder;

/** Digital X-ray images for presentation (PS3.3 A.26): a frontal and a lateral view, each a series. */
final class FilmStudy {
    private FilmStudy() {}

    static List<SampleInstance> make(Acquisition acquisition, ExamOrder exam, Dice dice, TransferSyntax syntax) {
        ChestPhantom phantom = new ChestPhantom(dice.fork("phantom"), false, exam.findings());
        ChestFilm film = new ChestFilm(phantom, dice.fork("noise"));
        List<SampleInstance> instances = new ArrayList<>();
        for (int view = 0; view < 2; view++) {
            boolean lateral = view == 1;
            DataSet dataSet = acquisition.instance(
                    UID.DigitalXRayImageStorageForPresentation,
                    "dx/" + view,
                    view + 1,
                    lateral ? "胸部侧位" : "胸部正位",
                    1,
                    40 * view);
            image(dataSet, lateral);
            Frame.wide(dataSet, film.project(lateral), ChestFilm.MATRIX, syntax.isEncapsulated());
            instances.add(new SampleInstance(dataSet, syntax));
        }
        return instances;
    }

    private static void image(DataSet dataSet, boolean lateral) {
        double spacing = ChestFilm.FIELD / ChestFilm.MATRIX;
        dataSet.set(Tag.PresentationIntentType, "FOR PRESENTATION")
                .set(Tag.ImageType, "ORIGINAL", "PRIMARY")
                .set(Tag.AcquisitionDate, dataSet.date(Tag.ContentDate))
                .set(Tag.AcquisitionTime, dataSet.time(Tag.ContentTime))
                .set(Tag.BodyPartExamined, "CHEST")
                .setItems(Tag.AnatomicRegionSequence, Codes.snomed("51185008", "Chest"))
                .set(Tag.ImageLaterality, "U")
                .set(Tag.PatientOrientation, lateral ? new String[] {"P", "F"} : new String[] {"L", "F"})
                .set(Tag.ViewPosition, lateral ? "LL" : "PA")
                .setItems(
                        MoreTags.ViewCodeSequence,
                        lateral
                                ? Codes.snomed("399198007", "right lateral projection")
                                : Codes.snomed("399348003", "antero-posterior projection"))
                .set(Tag.KVP, "125")
                .setEmpty(MoreTags.PositionerType)
                .set(MoreTags.DetectorType, "DIRECT")
                .set(Tag.ImagerPixelSpacing, spacing, spacing)
                .set(Tag.PixelSpacing, spacing, spacing)
                .set(MoreTags.PixelSpacingCalibrationType, "GEOMETRY")
                .set(MoreTags.PixelSpacingCalibrationDescription, "Detector plane")
                .set(MoreTags.PixelIntensityRelationship, "LIN")
                .set(MoreTags.PixelIntensityRelationshipSign, -1)
                .set(Tag.RescaleIntercept, 0)
                .set(Tag.RescaleSlope, 1)
                .set(Tag.RescaleType, "US")
                .set(Tag.PresentationLUTShape, "IDENTITY")
                .set(Tag.LossyImageCompression, "00")
                .set(Tag.BurnedInAnnotation, "NO")
                .set(Tag.WindowCenter, "1900")
                .set(Tag.WindowWidth, "3800")
                .setEmpty(MoreTags.AcquisitionContextSequence);
    }
}
