package org.yilian.hub.imaging;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose a study is, for features that decide about studies without seeing images. */
@Component
public class StudyOwners {
    private final JdbcClient jdbc;

    StudyOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param patientRef logical id of the Patient, null where the study has none */
    public record Owned(String studyUid, String facility, String patientRef) {}

    @Transactional(readOnly = true)
    public Optional<Owned> of(String studyUid) {
        return jdbc.sql("select study_uid, facility, patient_ref from yh_study where study_uid = ?")
                .param(studyUid)
                .query((row, n) -> new Owned(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }
}
