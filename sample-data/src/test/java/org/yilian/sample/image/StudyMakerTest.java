package org.yilian.sample.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Regions;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

class StudyMakerTest {
    private final StudyMaker maker = new StudyMaker(RegionPlan.standard(42, Regions.AS_OF));

    /** One study of each kind and transfer syntax. */
    static Map<ExamOrder, Visit> someStudies() {
        Set<String> seen = new HashSet<>();
        Map<ExamOrder, Visit> chosen = new LinkedHashMap<>();
        StudyMaker maker = new StudyMaker(Regions.STANDARD.plan());
        for (Visit visit : Regions.STANDARD.history().visits()) {
            for (ExamOrder exam : visit.exams()) {
                String kind = exam.exam().modality() + visit.registration().hospital() + maker.syntax(visit, exam);
                if (seen.add(kind)) {
                    chosen.put(exam, visit);
                }
            }
        }
        return chosen;
    }

    @Test
    void sameSeedGivesTheSameInstances() throws NoSuchAlgorithmException {
        for (Map.Entry<ExamOrder, Visit> study : someStudies().entrySet()) {
            if (study.getKey().index() < 8) {
                assertThat(hash(study)).isEqualTo(hash(study));
            }
        }
    }

    @Test
    void instancesCanBeReadBackAndKnowTheirPatientAndOrder() throws IOException {
        for (Map.Entry<ExamOrder, Visit> study : someStudies().entrySet()) {
            List<SampleInstance> instances = maker.make(study.getValue(), study.getKey());
            Set<String> uids = new HashSet<>();
            for (SampleInstance instance : instances) {
                assertThat(uids.add(instance.sopInstanceUid())).isTrue();
            }
            SampleInstance instance = instances.get(0);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DicomFile.of(instance.dataSet(), instance.syntax()).write(file);
            DataSet read =
                    DicomFile.read(new ByteArrayInputStream(file.toByteArray())).dataSet();
            assertThat(read.string(Tag.PatientID)).isEqualTo(study.getValue().patientNumber());
            assertThat(read.string(Tag.IssuerOfPatientID))
                    .isEqualTo(study.getValue().registration().hospital().name());
            assertThat(read.string(Tag.AccessionNumber))
                    .isEqualTo(study.getKey().accession());
            assertThat(read.string(Tag.PatientName))
                    .contains(study.getValue().registration().name().family());
            assertThat(read.string(Tag.StudyInstanceUID))
                    .isEqualTo(study.getKey().studyInstanceUid());
        }
    }

    private byte[] hash(Map.Entry<ExamOrder, Visit> study) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        maker.make(study.getValue(), study.getKey()).forEach(instance -> digest.update(instance.bytes()));
        return digest.digest();
    }
}
