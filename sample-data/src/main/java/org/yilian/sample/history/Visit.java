package org.yilian.sample.history;

import java.time.Instant;
import java.util.List;
import org.yilian.sample.cast.Registration;

/**
 * An encounter of a person at a hospital.
 *
 * @param patientNumber the number used at this visit: the current one, or the one merged away later
 * @param end null while the person is still in hospital, and for outpatients who are not checked out
 */
public record Visit(
        String number,
        Registration registration,
        String patientNumber,
        VisitKind kind,
        Department department,
        Department.Doctor doctor,
        Diagnosis diagnosis,
        String bed,
        Instant start,
        Instant end,
        List<LabOrder> labs,
        List<ExamOrder> exams) {}
