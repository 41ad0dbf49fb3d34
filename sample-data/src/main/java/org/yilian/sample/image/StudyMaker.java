package org.yilian.sample.image;

import java.util.List;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

/**
 * Makes the instances of a study. Each hospital's archive has its transfer syntax; some studies are run-length encoded
 * and one film is deflated, one CT has private elements, some have large slices.
 */
public final class StudyMaker {
    private static final TransferSyntax RUN_LENGTH = TransferSyntax.of(UID.RLELossless);

    private final RegionPlan plan;

    public StudyMaker(RegionPlan plan) {
        this.plan = plan;
    }

    public List<SampleInstance> make(Visit visit, ExamOrder exam) {
        Dice dice = dice(exam);
        Acquisition acquisition = new Acquisition(visit, exam);
        Hospital hospital = visit.registration().hospital();
        TransferSyntax syntax = syntax(visit, exam);
        return switch (exam.exam().modality()) {
            case "CT" -> CtStudy.make(acquisition, exam, dice, syntax, isLarge(exam), hospital == Hospital.H002);
            case "DX" -> FilmStudy.make(acquisition, exam, dice, syntax);
            case "US" -> UltrasoundStudy.make(acquisition, dice, syntax);
            case "ECG" -> EcgStudy.make(acquisition, exam, dice, syntax);
            default ->
                throw new IllegalArgumentException(
                        "No phantom for " + exam.exam().modality());
        };
    }

    /** How many instances {@link #make} gives. */
    public int count(Visit visit, ExamOrder exam) {
        return switch (exam.exam().modality()) {
            case "CT" -> CtStudy.count(dice(exam), isLarge(exam));
            case "ECG" -> 1;
            default -> 2;
        };
    }

    private Dice dice(ExamOrder exam) {
        return new Dice(plan.seed()).fork("study/" + exam.studyInstanceUid());
    }

    private static boolean isLarge(ExamOrder exam) {
        return exam.index() % 9 == 4;
    }

    /** The transfer syntax of a study. */
    public TransferSyntax syntax(Visit visit, ExamOrder exam) {
        Hospital hospital = visit.registration().hospital();
        return switch (exam.exam().modality()) {
            case "CT", "US" -> exam.index() % 4 == 1 ? RUN_LENGTH : plain(hospital);
            case "DX" -> exam.index() % 5 == 2 ? TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN : plain(hospital);
            default -> plain(hospital);
        };
    }

    private static TransferSyntax plain(Hospital hospital) {
        return hospital == Hospital.H004
                ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }
}
