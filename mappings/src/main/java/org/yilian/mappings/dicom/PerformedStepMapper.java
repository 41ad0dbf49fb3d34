package org.yilian.mappings.dicom;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * A Modality Performed Procedure Step (PS3.4 annex F.7) to a Procedure: in progress, completed or stopped. Its orders are
 * active from then on; they are not completed by it, because an examination is done when it is reported.
 */
public final class PerformedStepMapper {
    /** Performed Procedure Step Discontinuation Reason Code Sequence */
    private static final int DISCONTINUED_FOR = 0x00400281;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private PerformedStepMapper() {}

    /** The logical id of a facility's step. */
    public static String procedureId(String facility, String stepUid) {
        return LogicalIds.of(facility, "Procedure", Uris.DICOM_UID, "urn:oid:" + stepUid);
    }

    /**
     * Maps one step as told so far. Without a patient number there is nothing to write.
     *
     * @param asOf when it was told
     */
    public static Translation map(DataSet step, String stepUid, FacilityProfile profile, Instant asOf) {
        DicomPatient patient = DicomPatient.of(patientOf(step, stepUid, profile, asOf), profile);
        if (patient == null) {
            Remark remark = new Remark(
                    Remark.Severity.ERROR,
                    "NO_PATIENT_NUMBER",
                    "",
                    "The step has no patient number whose issuer is known.");
            return new Translation(List.of(), List.of(remark), null);
        }
        String facility = profile.facility();
        Reference subject = new Reference("Patient/" + patient.logicalId());
        List<ServiceRequest> orders = orders(step, facility, subject);
        List<ResourceWrite> writes = new ArrayList<>();
        writes.add(ResourceWrite.stub(organization(profile)));
        writes.add(ResourceWrite.stub(own(patient.resource(), facility, patient.logicalId())));
        orders.forEach(order -> writes.add(ResourceWrite.advance(order)));
        writes.add(ResourceWrite.replace(procedure(step, stepUid, profile, subject, orders), asOf));
        return new Translation(writes, List.of(), patient.logicalId());
    }

    private static StudySummary patientOf(DataSet step, String stepUid, FacilityProfile profile, Instant asOf) {
        var name = step.personName(Tag.PatientName);
        return new StudySummary(
                profile.facility(),
                stepUid,
                asOf,
                step.string(Tag.PatientID),
                step.string(Tag.IssuerOfPatientID),
                name == null ? null : name.toString(),
                step.string(Tag.PatientSex),
                step.date(Tag.PatientBirthDate),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                0);
    }

    private static Procedure procedure(
            DataSet step, String stepUid, FacilityProfile profile, Reference subject, List<ServiceRequest> orders) {
        String facility = profile.facility();
        Procedure procedure = own(new Procedure(), facility, procedureId(facility, stepUid));
        procedure.addIdentifier().setSystem(Uris.DICOM_UID).setValue("urn:oid:" + stepUid);
        for (DataSet scheduled : step.items(Tag.ScheduledStepAttributesSequence)) {
            String accession = scheduled.string(Tag.AccessionNumber);
            if (accession != null) {
                procedure
                        .addIdentifier()
                        .setSystem(Uris.id(facility, "accession"))
                        .setValue(accession)
                        .getType()
                        .addCoding()
                        .setSystem(Uris.v2Table("0203"))
                        .setCode("ACSN");
            }
        }
        procedure.setStatus(status(step));
        procedure.setSubject(subject);
        orders.forEach(order -> procedure.addBasedOn(new Reference(order.getId())));
        code(step, facility, procedure);
        var period = procedure.getPerformedPeriod();
        moment(step, Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime, profile)
                .forEach(period::setStartElement);
        moment(step, Tag.PerformedProcedureStepEndDate, Tag.PerformedProcedureStepEndTime, profile)
                .forEach(period::setEndElement);
        DataSet reason = step.item(DISCONTINUED_FOR);
        if (reason != null && reason.string(Tag.CodeMeaning) != null) {
            procedure.getStatusReason().setText(reason.string(Tag.CodeMeaning));
        }
        return procedure;
    }

    private static ProcedureStatus status(DataSet step) {
        return switch (step.string(Tag.PerformedProcedureStepStatus, "")) {
            case "IN PROGRESS" -> ProcedureStatus.INPROGRESS;
            case "COMPLETED" -> ProcedureStatus.COMPLETED;
            case "DISCONTINUED" -> ProcedureStatus.STOPPED;
            default -> ProcedureStatus.UNKNOWN;
        };
    }

    private static void code(DataSet step, String facility, Procedure procedure) {
        DataSet item = step.item(Tag.ProcedureCodeSequence);
        String text = step.string(Tag.PerformedProcedureStepDescription);
        if (item != null && item.string(Tag.CodeValue) != null) {
            procedure
                    .getCode()
                    .addCoding()
                    .setSystem(Uris.codes(facility, "exam"))
                    .setCode(item.string(Tag.CodeValue))
                    .setDisplay(item.string(Tag.CodeMeaning));
        }
        if (text != null) {
            procedure.getCode().setText(text);
        }
    }

    /** One, or none where the date is not told; a date alone where the time is not. */
    private static List<DateTimeType> moment(DataSet step, int dateTag, int timeTag, FacilityProfile profile) {
        LocalDate date = step.date(dateTag);
        LocalTime time = step.time(timeTag);
        if (date == null) {
            return List.of();
        }
        return List.of(new DateTimeType(
                time == null
                        ? date.toString()
                        : date.atTime(time.truncatedTo(ChronoUnit.SECONDS))
                                .atZone(profile.zone())
                                .format(MOMENT)));
    }

    /** Those that the step names by their placer's number; it is the number that messages know them by, too. */
    private static List<ServiceRequest> orders(DataSet step, String facility, Reference subject) {
        List<ServiceRequest> orders = new ArrayList<>();
        for (DataSet scheduled : step.items(Tag.ScheduledStepAttributesSequence)) {
            String placer = scheduled.string(Tag.PlacerOrderNumberImagingServiceRequest);
            if (placer != null) {
                String system = Uris.id(facility, "order");
                ServiceRequest order =
                        own(new ServiceRequest(), facility, LogicalIds.of(facility, "ServiceRequest", system, placer));
                order.addIdentifier()
                        .setSystem(system)
                        .setValue(placer)
                        .getType()
                        .addCoding()
                        .setSystem(Uris.v2Table("0203"))
                        .setCode("PLAC");
                order.setStatus(ServiceRequestStatus.ACTIVE)
                        .setIntent(ServiceRequestIntent.ORDER)
                        .setSubject(subject);
                orders.add(order);
            }
        }
        return orders;
    }

    private static Organization organization(FacilityProfile profile) {
        Organization organization =
                own(new Organization(), profile.facility(), LogicalIds.organization(profile.facility()));
        organization.addIdentifier().setSystem(Uris.FACILITY).setValue(profile.facility());
        return organization.setName(profile.name() == null ? profile.facility() : profile.name());
    }

    private static <T extends DomainResource> T own(T resource, String facility, String id) {
        resource.setId(resource.fhirType() + "/" + id);
        resource.getMeta().addTag(new Coding().setSystem(Uris.FACILITY).setCode(facility));
        return resource;
    }
}
