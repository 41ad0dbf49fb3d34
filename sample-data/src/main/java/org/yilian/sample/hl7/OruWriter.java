package org.yilian.sample.hl7;

import java.util.ArrayList;
import java.util.List;
import org.yilian.sample.Hospital;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.LabOrder;
import org.yilian.sample.history.LabRelease;
import org.yilian.sample.history.LabResult;
import org.yilian.sample.history.Visit;
import org.yilian.sample.lab.LabCatalogue;
import org.yilian.sample.lab.LocalCode;

/** ORU^R01 messages (HL7 v2.5.1 chapter 7), without MSH. */
final class OruWriter {
    private static final List<String> EXAM_PARTS = List.of("RPT-FINDINGS", "RPT-IMPRESSION");

    private OruWriter() {}

    static List<SegmentText> laboratory(Visit visit, LabOrder order, LabRelease release) {
        Hospital hospital = visit.registration().hospital();
        List<SegmentText> segments = patient(visit);
        segments.add(orc(order.placer(), order.filler()));
        SegmentText obr = new SegmentText("OBR")
                .set(1, "1")
                .set(2, order.placer())
                .set(3, order.filler())
                .encoded(4, code(hospital, order.code()))
                .set(7, Times.write(hospital, order.sampled()))
                .set(14, Times.write(hospital, order.received()))
                .encoded(16, PatientSegments.doctor(visit))
                .set(22, Times.write(hospital, release.at()))
                .set(24, order.panel().section())
                .set(25, release.stage().letter());
        if (hospital.version().equals("2.4")) {
            obr.set(15, order.panel().specimen(), order.panel().specimenZh());
        }
        segments.add(obr);
        int number = 1;
        for (LabResult result : release.results()) {
            segments.add(obx(hospital, number++, order, release, result));
        }
        if (!hospital.version().equals("2.4")) {
            segments.add(new SegmentText("SPM")
                    .set(1, "1")
                    .set(4, order.panel().specimen(), order.panel().specimenZh(), "HL70487")
                    .set(17, Times.write(hospital, order.sampled()))
                    .set(18, Times.write(hospital, order.received())));
        }
        return segments;
    }

    static List<SegmentText> examination(Visit visit, ExamOrder order) {
        Hospital hospital = visit.registration().hospital();
        List<SegmentText> segments = patient(visit);
        segments.add(orc(order.placer(), order.accession()));
        segments.add(new SegmentText("OBR")
                .set(1, "1")
                .set(2, order.placer())
                .set(3, order.accession())
                .encoded(4, code(hospital, order.code()))
                .set(7, Times.write(hospital, order.at()))
                .encoded(16, PatientSegments.doctor(visit))
                .set(18, order.accession())
                .set(22, Times.write(hospital, order.reported()))
                .set(24, section(order.exam().modality()))
                .set(25, "F"));
        List<String> texts = List.of(order.findings(), order.impression());
        for (int i = 0; i < EXAM_PARTS.size(); i++) {
            LocalCode part =
                    LabCatalogue.shared().menu(hospital).find(EXAM_PARTS.get(i)).orElseThrow();
            segments.add(new SegmentText("OBX")
                    .set(1, String.valueOf(i + 1))
                    .set(2, "TX")
                    .encoded(3, code(hospital, part))
                    .set(5, texts.get(i))
                    .set(11, "F")
                    .set(14, Times.write(hospital, order.at())));
        }
        return segments;
    }

    private static List<SegmentText> patient(Visit visit) {
        List<SegmentText> segments = new ArrayList<>();
        segments.add(PatientSegments.pid(visit.registration(), visit.patientNumber()));
        segments.add(PatientSegments.pv1(visit, false));
        return segments;
    }

    private static SegmentText orc(String placer, String filler) {
        return new SegmentText("ORC").set(1, "RE").set(2, placer).set(3, filler);
    }

    private static SegmentText obx(
            Hospital hospital, int number, LabOrder order, LabRelease release, LabResult result) {
        String value = result.value();
        boolean below = value.startsWith("<");
        String type = result.analyte().qualitative() ? "ST" : below && hospital == Hospital.H001 ? "SN" : "NM";
        SegmentText obx = new SegmentText("OBX")
                .set(1, String.valueOf(number))
                .set(2, type)
                .encoded(3, code(hospital, result.code()))
                .set(6, result.code().unit())
                .set(7, result.range())
                .set(8, flag(hospital, result.flag()))
                .set(11, status(release, result))
                .set(14, Times.write(hospital, order.sampled()));
        return type.equals("SN") ? obx.set(5, "<", value.substring(1)) : obx.set(5, value);
    }

    private static String status(LabRelease release, LabResult result) {
        return switch (release.stage()) {
            case PRELIMINARY -> "P";
            case FINAL -> "F";
            case CORRECTED -> release.corrected().contains(result.analyte().item()) ? "C" : "F";
        };
    }

    /** H001 and H003 name the coding system "local", the others leave it out. */
    private static String code(Hospital hospital, LocalCode code) {
        boolean named = hospital == Hospital.H001 || hospital == Hospital.H003;
        return SegmentText.components(code.code(), code.name(), named ? "L" : "");
    }

    /** Arrows at the county and township hospitals; critical values are marked everywhere in the same way. */
    private static String flag(Hospital hospital, LabResult.Flag flag) {
        boolean arrows = hospital == Hospital.H002 || hospital == Hospital.H004;
        return switch (flag) {
            case NORMAL -> hospital == Hospital.H001 ? "N" : "";
            case LOW -> arrows ? "↓" : "L";
            case HIGH -> arrows ? "↑" : "H";
            case CRITICAL_LOW -> "LL";
            case CRITICAL_HIGH -> "HH";
            case ABNORMAL -> "A";
        };
    }

    private static String section(String modality) {
        return switch (modality) {
            case "CT" -> "CT";
            case "US" -> "RUS";
            case "ECG" -> "EC";
            default -> "RAD";
        };
    }
}
