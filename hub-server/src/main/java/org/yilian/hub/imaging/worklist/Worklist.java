package org.yilian.hub.imaging.worklist;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.Tag;
import org.yilian.mappings.dicom.ScheduledStep;

/**
 * The imaging orders of all hospitals that are to be performed. Whether one was performed is looked up when asked: a completed
 * step takes it off, one in progress marks it, and where no step was ever told its images take it off.
 */
@Component
public class Worklist {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    /** 2 a step completed, 1 one in progress, 0 others; null where none was told. Images of an accession number shared by orders are nobody's. */
    private static final String STATE = """
            (select max(case p.status when 'COMPLETED' then 2 when 'IN PROGRESS' then 1 else 0 end)
               from yh_step_order o join yh_performed_step p on p.sop_uid = o.sop_uid
              where o.facility = w.facility and o.placer = w.placer and w.placer <> '') as by_placer,
            (select max(case p.status when 'COMPLETED' then 2 when 'IN PROGRESS' then 1 else 0 end)
               from yh_step_order o join yh_performed_step p on p.sop_uid = o.sop_uid
              where o.facility = w.facility and o.placer = '' and o.accession = w.accession and w.accession <> ''
                and (o.step_id = '' or o.step_id = w.step_id)) as by_accession,
            (select count(*) from yh_study s where s.study_uid = w.study_uid and s.facility = w.facility
                and s.instance_count > 0) as by_study,
            (select count(*) from yh_study s where s.accession = w.accession and w.accession <> ''
                and s.facility = w.facility and s.instance_count > 0
                and 1 = (select count(*) from yh_worklist x where x.accession = w.accession
                            and x.facility = w.facility)) as by_number
            """;

    private final JdbcClient jdbc;

    Worklist(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One order.
     *
     * @param resource logical id of the ServiceRequest
     * @param patient logical id of its Patient
     * @param attributes what a modality is told but for the patient
     */
    public record Entry(String resource, String patient, DataSet attributes) {}

    /**
     * What a hospital has to perform, by the time of its steps.
     *
     * @param since day before which nobody waits for an order any more
     * @param patients logical ids of Patients to look at; null for all
     * @throws IllegalStateException HUB-0562 if a row is damaged
     */
    public List<Entry> open(String facility, LocalDate since, Collection<String> patients) {
        if (patients != null && patients.isEmpty()) {
            return List.of();
        }
        String whose = patients == null
                ? ""
                : " and w.patient in (" + String.join(",", Collections.nCopies(patients.size(), "?")) + ")";
        List<Object> arguments = new ArrayList<>(List.of(facility, DAY.format(since)));
        if (patients != null) {
            arguments.addAll(patients);
        }
        return jdbc
                .sql("select w.resource, w.patient, w.attributes, " + STATE + " from yh_worklist w"
                        + " where w.facility = ? and w.start_date >= ?" + whose
                        + " order by w.start_date, w.start_time, w.resource")
                .params(arguments)
                .query((row, n) -> entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        later(row.getObject(4, Integer.class), row.getObject(5, Integer.class)),
                        row.getLong(6) + row.getLong(7)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Integer later(Integer one, Integer other) {
        return one == null || other != null && other > one ? other : one;
    }

    private static Optional<Entry> entry(String resource, String patient, String json, Integer step, long studies) {
        boolean performed = step == null ? studies > 0 : step == 2;
        if (performed) {
            return Optional.empty();
        }
        DataSet attributes = read(json);
        attributes
                .item(Tag.ScheduledProcedureStepSequence)
                .set(Tag.ScheduledProcedureStepStatus, step != null && step == 1 ? "STARTED" : "SCHEDULED");
        return Optional.of(new Entry(resource, patient, attributes));
    }

    private static DataSet read(String json) {
        try {
            return DicomJson.read(json);
        } catch (DicomException e) {
            throw new IllegalStateException("HUB-0562: an entry of the worklist is damaged");
        }
    }

    void put(String resource, String facility, ScheduledStep step) {
        int known = row(
                        "update yh_worklist set facility = ?, patient = ?, placer = ?, accession = ?, step_id = ?, study_uid = ?,"
                                + " start_date = ?, start_time = ?, attributes = ? where resource = ?",
                        resource,
                        facility,
                        step)
                .update();
        if (known == 0) {
            row(
                            "insert into yh_worklist (facility, patient, placer, accession, step_id, study_uid, start_date,"
                                    + " start_time, attributes, resource) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            resource,
                            facility,
                            step)
                    .update();
        }
    }

    private JdbcClient.StatementSpec row(String sql, String resource, String facility, ScheduledStep step) {
        return jdbc.sql(sql)
                .param(facility)
                .param(step.patientId())
                .param(fitting(step.placer(), 128))
                .param(fitting(step.accession(), 64))
                .param(fitting(step.stepId(), 128))
                .param(fitting(step.studyUid(), 64))
                .param(DAY.format(step.start().toLocalDate()))
                .param(TIME.format(step.start()))
                .param(DicomJson.toJson(step.attributes()))
                .param(resource);
    }

    /** Takes an order off, if it is on. */
    void remove(String resource) {
        jdbc.sql("delete from yh_worklist where resource = ?").param(resource).update();
    }

    /** Keeps which orders a new performed step is about; in the transaction that keeps the step. */
    public void begun(String sopUid, String facility, DataSet step) {
        for (DataSet scheduled : step.items(Tag.ScheduledStepAttributesSequence)) {
            jdbc.sql("insert into yh_step_order (sop_uid, facility, placer, accession, step_id) values (?, ?, ?, ?, ?)")
                    .param(sopUid)
                    .param(facility)
                    .param(fitting(scheduled.string(Tag.PlacerOrderNumberImagingServiceRequest, ""), 128))
                    .param(fitting(scheduled.string(Tag.AccessionNumber, ""), 64))
                    .param(fitting(scheduled.string(Tag.ScheduledProcedureStepID, ""), 128))
                    .update();
        }
    }

    private static String fitting(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
