package org.yilian.hub.imaging.study;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.mappings.dicom.ExaminationNumbers;

/** Which orders and reports have which numbers, so that images find theirs whichever comes first. Numbers are a facility's own. */
@Component
class Examinations {
    private static final String ACCESSION = "A";
    private static final String STUDY = "S";

    private final JdbcClient jdbc;

    Examinations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what an order or report says in the place of what it said before. */
    void put(String type, String id, String facility, String patient, ExaminationNumbers numbers) {
        remove(type, id);
        numbers.accessions().forEach(number -> insert(type, id, facility, patient, ACCESSION, number));
        numbers.studyUids().forEach(number -> insert(type, id, facility, patient, STUDY, number));
    }

    private void insert(String type, String id, String facility, String patient, String kind, String number) {
        if (number.length() > 128) {
            return; // longer than any number of an image
        }
        jdbc.sql("insert into yh_exam_number (resource_type, resource, facility, patient, kind, number)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(type, id, facility, patient, kind, number)
                .update();
    }

    void remove(String type, String id) {
        jdbc.sql("delete from yh_exam_number where resource = ? and resource_type = ?")
                .params(id, type)
                .update();
    }

    /** Has the studies of these numbers written again, even those that are being written now. */
    void revisit(String facility, ExaminationNumbers numbers, Instant now) {
        revisit(facility, "accession", numbers.accessions(), now);
        revisit(facility, "study_uid", numbers.studyUids(), now);
    }

    private void revisit(String facility, String column, Collection<String> numbers, Instant now) {
        for (String number : numbers) {
            jdbc.sql("update yh_study set link_round = link_round + 1, dirty_since = coalesce(dirty_since, ?)"
                            + " where " + column + " = ? and facility = ? and instance_count > 0")
                    .params(now.atOffset(ZoneOffset.UTC), number, facility)
                    .update();
        }
    }

    /**
     * Orders or reports of a study: by its number or its UID, of the same facility and about the same person. A number that
     * was given to somebody else, too, links nothing.
     *
     * @param patients logical ids of the person's records
     */
    List<String> of(String type, DirtyStudies.Study study, Collection<String> patients) {
        List<Object> arguments = new ArrayList<>(List.of(
                type,
                study.facility(),
                ACCESSION,
                study.accession() == null ? "" : study.accession(),
                STUDY,
                study.uid()));
        arguments.addAll(patients);
        String marks = String.join(",", Collections.nCopies(patients.size(), "?"));
        return jdbc.sql("select distinct resource from yh_exam_number where resource_type = ? and facility = ?"
                        + " and (kind = ? and number = ? or kind = ? and number = ?) and patient in (" + marks
                        + ") order by resource")
                .params(arguments)
                .query(String.class)
                .list();
    }
}
