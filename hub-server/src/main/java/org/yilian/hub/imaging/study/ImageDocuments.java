package org.yilian.hub.imaging.study;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.hub.imaging.index.MetadataBlob;
import org.yilian.hub.record.RecordReader;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.dicom.ImageDocumentMapper;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * Structured reports and key object selections of a study as resources of the record. An object never changes, so each is
 * read and written once; one that was removed leaves its resource entered in error. In the publisher's transaction.
 */
@Component
class ImageDocuments {
    private static final Set<String> MODALITIES = Set.of("SR", "KO");

    private final JdbcClient jdbc;
    private final RecordReader reader;
    private final Clock clock;

    ImageDocuments(JdbcClient jdbc, RecordReader reader, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.clock = clock;
    }

    private record Known(String sopUid, String type, String id) {}

    private record Found(String sopUid, String sopClass, byte[] metadata, Instant receivedAt) {}

    /**
     * What has to be written so that the record has the study's documents as they are now.
     *
     * @param patientId logical id of the study's Patient
     */
    List<ResourceWrite> writes(
            DirtyStudies.Study study,
            List<DirtyStudies.Series> series,
            FacilityProfile profile,
            String patientId,
            String wadoRoot) {
        List<ResourceWrite> writes = new ArrayList<>();
        Set<String> there = new HashSet<>();
        List<Known> known = known(study.uid());
        Set<String> written = new HashSet<>();
        known.forEach(each -> written.add(each.sopUid()));
        for (DirtyStudies.Series each : series) {
            if (!MODALITIES.contains(each.modality())) {
                continue;
            }
            for (String sopUid : instances(each.id())) {
                there.add(sopUid);
                if (!written.contains(sopUid)) {
                    found(sopUid)
                            .filter(found -> ImageDocumentMapper.isDocument(found.sopClass()))
                            .ifPresent(found -> writes.add(write(found, study.uid(), profile, patientId, wadoRoot)));
                }
            }
        }
        known.stream().filter(each -> !there.contains(each.sopUid())).forEach(gone -> withdraw(gone)
                .ifPresent(writes::add));
        return writes;
    }

    private ResourceWrite write(
            Found found, String studyUid, FacilityProfile profile, String patientId, String wadoRoot) {
        DomainResource resource = ImageDocumentMapper.map(read(found), profile, patientId, studyUid, wadoRoot);
        jdbc.sql("insert into yh_image_document (sop_uid, study_uid, resource_type, resource) values (?, ?, ?, ?)")
                .params(
                        found.sopUid(),
                        studyUid,
                        resource.fhirType(),
                        resource.getIdElement().getIdPart())
                .update();
        return ResourceWrite.replace(resource, found.receivedAt());
    }

    private Optional<ResourceWrite> withdraw(Known gone) {
        jdbc.sql("delete from yh_image_document where sop_uid = ?")
                .param(gone.sopUid())
                .update();
        if (gone.type().equals("DiagnosticReport")) {
            return reader.read(DiagnosticReport.class, gone.id())
                    .map(report -> ResourceWrite.replace(
                            report.setStatus(DiagnosticReportStatus.ENTEREDINERROR), clock.instant()));
        }
        return reader.read(DocumentReference.class, gone.id())
                .map(reference -> ResourceWrite.replace(
                        reference.setStatus(DocumentReferenceStatus.ENTEREDINERROR), clock.instant()));
    }

    private static DataSet read(Found found) {
        try {
            return DicomJson.read(MetadataBlob.text(found.metadata(), "")).transcode("ISO_IR 192");
        } catch (DicomException e) {
            throw new IllegalStateException("HUB-0563: the metadata of a structured report is damaged");
        }
    }

    private List<Known> known(String studyUid) {
        return jdbc.sql("select sop_uid, resource_type, resource from yh_image_document where study_uid = ?")
                .param(studyUid)
                .query((row, n) -> new Known(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private List<String> instances(long seriesId) {
        return jdbc.sql("select sop_uid from yh_instance where series_id = ? order by id")
                .param(seriesId)
                .query(String.class)
                .list();
    }

    private Optional<Found> found(String sopUid) {
        return jdbc.sql("select sop_uid, sop_class, metadata, received_at from yh_instance where sop_uid = ?")
                .param(sopUid)
                .query((row, n) -> new Found(
                        row.getString(1),
                        row.getString(2),
                        row.getBytes(3),
                        row.getObject(4, java.time.OffsetDateTime.class).toInstant()))
                .optional();
    }
}
