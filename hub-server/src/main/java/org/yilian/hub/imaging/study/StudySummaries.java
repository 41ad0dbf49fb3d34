package org.yilian.hub.imaging.study;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.study.DirtyStudies.Series;
import org.yilian.hub.imaging.study.DirtyStudies.Study;
import org.yilian.mappings.dicom.StudySummary;
import org.yilian.mappings.dicom.StudySummary.InstanceSummary;
import org.yilian.mappings.dicom.StudySummary.SeriesSummary;

/** From the rows of the index to what the mappings ask for. */
final class StudySummaries {
    /** Placer Order Number / Imaging Service Request */
    private static final int PLACER_ORDER = 0x00402016;
    /** Reason for the Requested Procedure */
    private static final int REASON = 0x00401002;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private StudySummaries() {}

    static StudySummary study(Study study, List<SeriesSummary> series, ZoneId zone) {
        DataSet head = read(study.attributes());
        PersonName name = head.personName(Tag.PatientName);
        return new StudySummary(
                study.facility(),
                study.uid(),
                study.changedAt().toInstant(),
                study.patientId(),
                study.issuer(),
                name == null ? null : name.toString(),
                head.string(Tag.PatientSex),
                head.date(Tag.PatientBirthDate),
                head.string(Tag.AccessionNumber),
                head.string(PLACER_ORDER),
                head.string(Tag.StudyDescription),
                code(head.item(Tag.ProcedureCodeSequence)),
                head.string(Tag.ReferringPhysicianName),
                head.strings(REASON),
                started(head, Tag.StudyDate, Tag.StudyTime, zone),
                series,
                study.instances());
    }

    static SeriesSummary series(Series series, List<InstanceSummary> instances, ZoneId zone) {
        DataSet head = read(series.attributes());
        return new SeriesSummary(
                series.uid(),
                series.number(),
                series.modality(),
                head.string(Tag.SeriesDescription),
                head.string(Tag.BodyPartExamined),
                head.string(Tag.Laterality),
                started(head, Tag.SeriesDate, Tag.SeriesTime, zone),
                instances,
                series.instances());
    }

    private static DataSet read(String attributes) {
        try {
            return DicomJson.read(attributes);
        } catch (DicomException e) {
            throw new IllegalStateException("HUB-0511: a document of the image index is damaged");
        }
    }

    private static StudySummary.Code code(DataSet item) {
        return item == null
                ? null
                : new StudySummary.Code(
                        item.string(Tag.CodeValue),
                        item.string(Tag.CodingSchemeDesignator),
                        item.string(Tag.CodeMeaning));
    }

    private static String started(DataSet head, int dateTag, int timeTag, ZoneId zone) {
        LocalDate date = head.date(dateTag);
        LocalTime time = head.time(timeTag);
        if (date == null || time == null) {
            return date == null ? null : date.toString();
        }
        return date.atTime(time.truncatedTo(ChronoUnit.SECONDS))
                .atZone(offset(head, zone))
                .format(MOMENT);
    }

    private static ZoneId offset(DataSet head, ZoneId zone) {
        String offset = head.string(Tag.TimezoneOffsetFromUTC, "");
        return offset.matches("[+-](0\\d|1[0-4])[0-5]\\d") ? ZoneOffset.of(offset) : zone;
    }
}
