package org.yilian.hub.recognition;

import java.time.Instant;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Region;
import org.yilian.hub.record.RecordWritten.Change;

/** What ImagingStudy resources tell: where images are, of what, and whether they can be retrieved. */
@Component
class ImagingFacts {
    private static final String DICOM_UID = "urn:dicom:uid";

    private final JdbcClient jdbc;
    private final Region region;
    private final LocalCodes codes;

    ImagingFacts(JdbcClient jdbc, Region region, LocalCodes codes) {
        this.jdbc = jdbc;
        this.region = region;
        this.codes = codes;
    }

    /** Writes the study as it is now, in the caller's transaction. */
    void on(String facility, ImagingStudy study, Change change) {
        String key = FactReader.key(study);
        if (change != Change.CREATED) {
            jdbc.sql("delete from yh_imaging_fact where resource = ?")
                    .param(key)
                    .update();
        }
        if (change == Change.DELETED || FactReader.patient(study.getSubject()) == null) {
            return;
        }
        Instant started = FactReader.time(study.getStartedElement());
        ImagingStudySeriesComponent series = study.getSeriesFirstRep();
        jdbc.sql(
                        "insert into yh_imaging_fact (resource, facility, patient, study_uid, accession, item, modality, title,"
                                + " body_site, laterality, instances, available, started_at, report_month)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        key,
                        facility,
                        FactReader.patient(study.getSubject()),
                        uid(study),
                        FactReader.accession(study.getIdentifier()),
                        item(facility, study),
                        study.hasModality() && study.getModalityFirstRep().hasCode()
                                ? FactReader.cut(study.getModalityFirstRep().getCode(), 16)
                                : "",
                        title(study),
                        FactReader.cut(series.getBodySite().getDisplay(), 64),
                        FactReader.cut(series.getLaterality().getDisplay(), 16),
                        study.getNumberOfInstances(),
                        study.getStatus() == ImagingStudyStatus.AVAILABLE && study.getNumberOfInstances() > 0,
                        ResultFacts.timestamp(started),
                        ResultFacts.month(started, region))
                .update();
    }

    private static String uid(ImagingStudy study) {
        return study.getIdentifier().stream()
                .filter(each -> DICOM_UID.equals(each.getSystem()))
                .map(Identifier::getValue)
                .map(value -> value.replace("urn:oid:", ""))
                .findFirst()
                .orElse("");
    }

    /** By a regional code of the study, else by the hospital's own code map. */
    private String item(String facility, ImagingStudy study) {
        for (CodeableConcept procedure : study.getProcedureCode()) {
            String regional = FactReader.item(procedure);
            if (!regional.isEmpty()) {
                return regional;
            }
            for (Coding coding : procedure.getCoding()) {
                String mapped = codes.item(facility, coding.getCode());
                if (mapped != null) {
                    return mapped;
                }
            }
        }
        return "";
    }

    private static String title(ImagingStudy study) {
        if (study.hasDescription()) {
            return FactReader.cut(study.getDescription(), 200);
        }
        return study.hasProcedureCode() ? FactReader.title(study.getProcedureCodeFirstRep()) : "";
    }
}
