package org.yilian.hub.recognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.mappings.ResourceWrite;

/** People and results of the demo region's hospitals, written as messages would write them. */
public final class Seed {
    static final String MRN = "https://fhir.yilian-hub.org/id/%s/mrn";
    private final RecordWriter writer;
    private final TransactionTemplate transactions;

    public Seed(RecordWriter writer, TransactionTemplate transactions) {
        this.writer = writer;
        this.transactions = transactions;
    }

    /** A value of a report: what the laboratory printed. */
    public record Value(String item, String value, String unit, String flag) {}

    public static Value value(String item, String value, String unit) {
        return new Value(item, value, unit, null);
    }

    /** A patient's logical id; the number at the hospital is the id's tail. */
    String patient(String facility, String name, String birthDate, String citizenId, String phone) {
        String number = UUID.randomUUID().toString().substring(0, 13);
        Patient patient = own(new Patient(), facility, "Patient", number);
        patient.addIdentifier()
                .setSystem(String.format(MRN, facility.toLowerCase(java.util.Locale.ROOT)))
                .setValue(number);
        if (citizenId != null) {
            patient.addIdentifier().setSystem(Urls.CITIZEN_ID).setValue(citizenId);
        }
        patient.addName().setText(name);
        patient.setGender(AdministrativeGender.FEMALE);
        patient.getBirthDateElement().setValueAsString(birthDate);
        if (phone != null) {
            patient.addTelecom().setValue(phone);
        }
        write(facility, List.of(patient), Instant.now());
        return patient.getIdElement().getIdPart();
    }

    static String number(String patient) {
        return patient.substring(patient.indexOf('-') + 1);
    }

    /** A laboratory report of so long ago; answers its logical id. */
    public String report(String patient, Duration age, ObservationStatus status, Value... values) {
        return report(patient, UUID.randomUUID().toString().substring(0, 18), age, status, Instant.now(), values);
    }

    /** The same number again is a newer version of the report. */
    String report(
            String patient, String number, Duration age, ObservationStatus status, Instant asOf, Value... values) {
        String facility = facility(patient);
        Instant sampled = Instant.now().minus(age);
        List<DomainResource> resources = new ArrayList<>();
        DiagnosticReport report = own(new DiagnosticReport(), facility, "DiagnosticReport", number);
        report.setStatus(DiagnosticReport.DiagnosticReportStatus.fromCode(
                status == ObservationStatus.ENTEREDINERROR ? "cancelled" : status.toCode()));
        report.addCategory()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0074")
                .setCode("CH");
        report.setCode(new CodeableConcept().setText("检验报告"));
        report.setSubject(new Reference("Patient/" + patient));
        for (int i = 0; i < values.length; i++) {
            Observation observation = own(new Observation(), facility, "Observation", number + "-" + i);
            fill(observation, patient, status, sampled, asOf, values[i]);
            resources.add(observation);
            report.addResult(
                    new Reference("Observation/" + observation.getIdElement().getIdPart()));
        }
        resources.add(report);
        write(facility, resources, asOf);
        return report.getIdElement().getIdPart();
    }

    static Observation fill(
            Observation observation,
            String patient,
            ObservationStatus status,
            Instant sampled,
            Instant issued,
            Value value) {
        observation.setStatus(status);
        observation
                .addCategory()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                .setCode("laboratory");
        observation.setCode(new CodeableConcept()
                .setText(value.item())
                .addCoding(new Coding(Urls.REGIONAL_ITEM, value.item(), null)));
        observation.setSubject(new Reference("Patient/" + patient));
        observation.setEffective(new DateTimeType(Date.from(sampled)));
        observation.setIssued(Date.from(issued));
        observation.setValue(new Quantity()
                .setValue(new BigDecimal(value.value()))
                .setUnit(value.unit())
                .setSystem("http://unitsofmeasure.org")
                .setCode(value.unit()));
        observation.addReferenceRange().setText("0-9");
        if (value.flag() != null) {
            observation
                    .addInterpretation()
                    .addCoding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")
                    .setCode(value.flag());
        }
        return observation;
    }

    /** An examination's report; its images come by {@link #images}. */
    String examination(String patient, String item, String accession, Duration age) {
        String facility = facility(patient);
        DiagnosticReport report = own(new DiagnosticReport(), facility, "DiagnosticReport", accession);
        report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
        report.addCategory()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0074")
                .setCode("CT");
        report.addIdentifier().setSystem(system(facility, "accession")).setValue(accession);
        report.setCode(new CodeableConcept().setText(item).addCoding(new Coding(Urls.REGIONAL_ITEM, item, null)));
        report.setSubject(new Reference("Patient/" + patient));
        report.setEffective(new DateTimeType(Date.from(Instant.now().minus(age))));
        report.setIssued(Date.from(Instant.now().minus(age).plusSeconds(3600)));
        write(facility, List.of(report), Instant.now());
        return report.getIdElement().getIdPart();
    }

    void images(String patient, String accession, String uid, Duration age, int instances) {
        String facility = facility(patient);
        ImagingStudy study = own(new ImagingStudy(), facility, "ImagingStudy", accession);
        study.addIdentifier().setSystem("urn:dicom:uid").setValue("urn:oid:" + uid);
        study.addIdentifier().setSystem(system(facility, "accession")).setValue(accession);
        study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
        study.setSubject(new Reference("Patient/" + patient));
        study.setStarted(Date.from(Instant.now().minus(age)));
        study.setNumberOfInstances(instances);
        study.addModality()
                .setSystem("http://dicom.nema.org/resources/ontology/DCM")
                .setCode("CT");
        study.setDescription("胸部CT");
        write(facility, List.of(study), Instant.now());
    }

    void visit(String patient, Duration age) {
        String facility = facility(patient);
        Encounter encounter = own(
                new Encounter(),
                facility,
                "Encounter",
                UUID.randomUUID().toString().substring(0, 13));
        encounter.setStatus(Encounter.EncounterStatus.FINISHED);
        encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null));
        encounter.setServiceType(new CodeableConcept().setText("内科"));
        encounter.setSubject(new Reference("Patient/" + patient));
        encounter.getPeriod().setStart(Date.from(Instant.now().minus(age)));
        write(facility, List.of(encounter), Instant.now());
    }

    private void write(String facility, List<? extends DomainResource> resources, Instant asOf) {
        List<ResourceWrite> writes = resources.stream()
                .map(resource -> ResourceWrite.replace(resource, asOf))
                .toList();
        transactions.executeWithoutResult(status -> writer.write(List.of(new Submission(facility, "test", writes))));
    }

    static String facility(String logicalId) {
        return logicalId.substring(0, logicalId.indexOf('-')).toUpperCase(java.util.Locale.ROOT);
    }

    private static String system(String facility, String kind) {
        return "https://fhir.yilian-hub.org/id/" + facility.toLowerCase(java.util.Locale.ROOT) + "/" + kind;
    }

    static <T extends DomainResource> T own(T resource, String facility, String type, String number) {
        resource.setId(type + "/" + facility.toLowerCase(java.util.Locale.ROOT) + "-" + number);
        resource.getMeta().addTag(new Coding(Urls.FACILITY_TAG, facility, null));
        return resource;
    }

    /** Facility by the number of the person, for tests that want several. */
    static Map<String, String> system(String patient) {
        return Map.of("system", String.format(MRN, patient.substring(0, 4)), "value", number(patient));
    }
}
