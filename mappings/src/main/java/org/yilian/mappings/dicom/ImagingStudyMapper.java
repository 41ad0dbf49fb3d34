package org.yilian.mappings.dicom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.Uris;
import org.yilian.mappings.change.ImagesLinked;
import org.yilian.mappings.dicom.StudySummary.SeriesSummary;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * A study's summary to ImagingStudy (FHIR R4, with the mapping to DICOM given there), the Patient it is about and the
 * Endpoint its images come from. A study whose images were all removed is cancelled. The study is replaced as a whole by each newer summary; the Patient is created when
 * absent and otherwise left to the registration.
 */
public final class ImagingStudyMapper {
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

    private ImagingStudyMapper() {}

    /** The logical id of a facility's WADO-RS endpoint. */
    public static String endpoint(String facility) {
        return facility.toLowerCase(java.util.Locale.ROOT) + "-wado-rs";
    }

    /** The logical id of a facility's study. */
    public static String studyId(String facility, String studyUid) {
        return LogicalIds.of(facility, "ImagingStudy", Uris.DICOM_UID, "urn:oid:" + studyUid);
    }

    /**
     * Maps one study. Without a patient number there is no result: an image must never stand under the wrong patient.
     *
     * @param wadoRoot address of the region's DICOMweb service, for example {@code https://hub/dicomweb}
     */
    public static Translation map(StudySummary summary, FacilityProfile profile, String wadoRoot) {
        return map(summary, profile, wadoRoot, List.of(), List.of());
    }

    /**
     * The same for a study whose order or report is known.
     *
     * @param orders logical ids of the ServiceRequests it was made for
     * @param reports logical ids of the DiagnosticReports about it, which are there
     */
    public static Translation map(
            StudySummary summary, FacilityProfile profile, String wadoRoot, List<String> orders, List<String> reports) {
        DicomPatient patient = DicomPatient.of(summary, profile);
        if (patient == null) {
            Remark remark = new Remark(
                    Remark.Severity.ERROR,
                    "NO_PATIENT_NUMBER",
                    "",
                    "The study has no patient number whose issuer is known.");
            return new Translation(List.of(), List.of(remark), null);
        }
        List<ResourceWrite> writes = new ArrayList<>();
        writes.add(ResourceWrite.stub(organization(summary.facility(), profile)));
        writes.add(ResourceWrite.stub(own(patient.resource(), summary.facility(), patient.logicalId())));
        writes.add(ResourceWrite.stub(endpoint(summary.facility(), wadoRoot)));
        ImagingStudy study = study(summary, patient.logicalId(), orders);
        writes.add(ResourceWrite.replace(study, summary.asOf()));
        for (String report : reports) {
            DiagnosticReport about = own(new DiagnosticReport(), summary.facility(), report);
            writes.add(
                    ResourceWrite.merge(about, Set.of(), Instant.EPOCH).with(ImagesLinked.to(List.of(study.getId()))));
        }
        return new Translation(writes, List.of(), patient.logicalId());
    }

    private static ImagingStudy study(StudySummary summary, String patientId, List<String> orders) {
        String facility = summary.facility();
        ImagingStudy study = own(new ImagingStudy(), facility, studyId(facility, summary.studyUid()));
        study.addIdentifier().setSystem(Uris.DICOM_UID).setValue("urn:oid:" + summary.studyUid());
        if (summary.accession() != null) {
            study.addIdentifier()
                    .setSystem(Uris.id(facility, "accession"))
                    .setValue(summary.accession())
                    .getType()
                    .addCoding()
                    .setSystem(Uris.v2Table("0203"))
                    .setCode("ACSN");
        }
        study.setStatus(
                summary.numberOfInstances() == 0
                        ? ImagingStudy.ImagingStudyStatus.CANCELLED
                        : ImagingStudy.ImagingStudyStatus.AVAILABLE);
        study.setSubject(new Reference("Patient/" + patientId));
        study.addEndpoint(new Reference("Endpoint/" + endpoint(facility)));
        if (summary.started() != null) {
            study.setStartedElement(new DateTimeType(summary.started()));
        }
        orders.forEach(order -> study.addBasedOn(new Reference("ServiceRequest/" + order)));
        if (orders.isEmpty() && summary.placerOrder() != null) {
            study.addBasedOn()
                    .setType("ServiceRequest")
                    .getIdentifier()
                    .setSystem(Uris.id(facility, "order"))
                    .setValue(summary.placerOrder());
        }
        if (summary.referringPhysician() != null) {
            study.setReferrer(new Reference()
                    .setDisplay(PersonName.of(summary.referringPhysician()).text()));
        }
        procedure(summary, study);
        study.setDescription(summary.description());
        modalities(summary).forEach(code -> study.addModality(new Coding(DCM, code, null)));
        study.setNumberOfSeries(summary.series().size());
        study.setNumberOfInstances(summary.numberOfInstances());
        summary.series().forEach(series -> study.addSeries(series(series)));
        return study;
    }

    private static void procedure(StudySummary summary, ImagingStudy study) {
        StudySummary.Code code = summary.procedureCode();
        if (code != null && code.value() != null) {
            String own = Uris.codes(summary.facility(), "exam");
            study.addProcedureCode()
                    .setText(code.meaning())
                    .addCoding()
                    .setSystem("LN".equals(code.scheme()) ? Uris.LOINC : own)
                    .setCode(code.value())
                    .setDisplay(code.meaning());
        }
        for (String reason : summary.reasons()) {
            study.addReasonCode().setText(reason);
        }
    }

    private static Set<String> modalities(StudySummary summary) {
        Set<String> modalities = new LinkedHashSet<>();
        summary.series().forEach(series -> modalities.add(modality(series)));
        return modalities;
    }

    private static String modality(SeriesSummary series) {
        return series.modality() == null ? "OT" : series.modality();
    }

    private static ImagingStudySeriesComponent series(SeriesSummary summary) {
        ImagingStudySeriesComponent series = new ImagingStudySeriesComponent();
        series.setUid(summary.seriesUid());
        if (summary.number() != null && summary.number() >= 0) {
            series.setNumber(summary.number());
        }
        series.setModality(new Coding(DCM, modality(summary), null));
        series.setDescription(summary.description());
        series.setNumberOfInstances(summary.numberOfInstances());
        if (summary.bodyPart() != null) {
            // A defined term of PS3.16 annex L, but hospitals write their own words: no code system is claimed.
            series.getBodySite().setDisplay(summary.bodyPart());
        }
        if (summary.laterality() != null) {
            series.getLaterality().setDisplay(summary.laterality());
        }
        if (summary.started() != null) {
            series.setStartedElement(new DateTimeType(summary.started()));
        }
        for (StudySummary.InstanceSummary instance : summary.instances()) {
            var component = series.addInstance();
            component.setUid(instance.sopInstanceUid());
            component.setSopClass(new Coding("urn:ietf:rfc:3986", "urn:oid:" + instance.sopClassUid(), null));
            if (instance.number() != null && instance.number() >= 0) {
                component.setNumber(instance.number());
            }
        }
        return series;
    }

    private static Endpoint endpoint(String facility, String wadoRoot) {
        Endpoint endpoint = own(new Endpoint(), facility, endpoint(facility));
        endpoint.setStatus(Endpoint.EndpointStatus.ACTIVE);
        endpoint.setConnectionType(
                new Coding("http://terminology.hl7.org/CodeSystem/endpoint-connection-type", "dicom-wado-rs", null));
        endpoint.addPayloadType().setText("DICOM");
        endpoint.addPayloadMimeType("application/dicom");
        endpoint.setManagingOrganization(new Reference("Organization/" + LogicalIds.organization(facility)));
        endpoint.setAddress(wadoRoot);
        return endpoint;
    }

    private static Organization organization(String facility, FacilityProfile profile) {
        Organization organization = own(new Organization(), facility, LogicalIds.organization(facility));
        organization.addIdentifier().setSystem(Uris.FACILITY).setValue(facility);
        return organization.setName(profile.name() == null ? facility : profile.name());
    }

    private static <T extends DomainResource> T own(T resource, String facility, String id) {
        resource.setId(resource.fhirType() + "/" + id);
        resource.getMeta().addTag(new Coding().setSystem(Uris.FACILITY).setCode(facility));
        return resource;
    }
}
