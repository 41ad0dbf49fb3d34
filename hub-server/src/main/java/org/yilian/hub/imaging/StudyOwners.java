package org.yilian.hub.imaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    /** Facilities by study, for all that there are. */
    @Transactional(readOnly = true)
    public Map<String, String> facilities(Collection<String> studyUids) {
        Map<String, String> found = new HashMap<>();
        if (!studyUids.isEmpty()) {
            jdbc.sql("select study_uid, facility from yh_study where study_uid in (:uids)")
                    .param("uids", studyUids)
                    .query((row, n) -> found.put(row.getString(1), row.getString(2)))
                    .list();
        }
        return found;
    }
}
