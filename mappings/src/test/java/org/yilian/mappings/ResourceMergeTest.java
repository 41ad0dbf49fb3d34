package org.yilian.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ResourceMergeTest {
    private static Patient patient() {
        Patient patient = new Patient();
        patient.setId("Patient/h001-a");
        return patient;
    }

    private static Patient merge(Patient stored, Patient said, String... cleared) {
        Resource merged = ResourceMerge.merge(stored, ResourceWrite.merge(said, Set.of(cleared), Instant.EPOCH));
        return (Patient) merged;
    }

    @Test
    void replacesWhatIsSaidAndKeepsTheRest() {
        Patient stored = patient();
        stored.addName().setText("张三");
        stored.addName().setText("Zhang San");
        stored.setDeceased(new BooleanType(false));
        stored.addTelecom().setValue("1");
        Patient said = patient();
        said.addName().setText("张三丰");
        said.setDeceased(new DateTimeType("2026-01-05"));
        Patient merged = merge(stored, said);
        assertThat(merged.getName()).extracting("text").containsExactly("张三丰");
        assertThat(merged.getDeceasedDateTimeType().getValueAsString()).isEqualTo("2026-01-05");
        assertThat(merged.getTelecom()).hasSize(1);
    }

    @Test
    void removesWhatIsCleared() {
        Patient stored = patient();
        stored.addTelecom().setValue("1");
        stored.setDeceased(new BooleanType(true));
        Patient merged = merge(stored, patient(), "telecom", "deceased");
        assertThat(merged.hasTelecom()).isFalse();
        assertThat(merged.hasDeceased()).isFalse();
    }

    @Test
    void changesNeitherArgument() {
        Patient stored = patient();
        stored.addTelecom().setValue("1");
        Patient said = patient();
        said.addIdentifier().setSystem("s").setValue("2");
        merge(stored, said, "telecom");
        assertThat(stored.getTelecom()).hasSize(1);
        assertThat(stored.hasIdentifier()).isFalse();
        assertThat(said.hasTelecom()).isFalse();
    }

    @Test
    void mergesPartsThatOccurOnce() {
        Encounter stored = new Encounter();
        stored.setId("Encounter/h001-e");
        stored.getPeriod().setStartElement(new DateTimeType("2026-01-05"));
        stored.getHospitalization().getAdmitSource().setText("急诊");
        Encounter said = new Encounter();
        said.setId("Encounter/h001-e");
        said.getPeriod().setEndElement(new DateTimeType("2026-01-08"));
        said.getHospitalization().getDischargeDisposition().setText("回家");
        Encounter merged = (Encounter)
                ResourceMerge.merge(stored, ResourceWrite.merge(said, Set.of("period.start"), Instant.EPOCH));
        assertThat(merged.getPeriod().hasStart()).isFalse();
        assertThat(merged.getPeriod().getEndElement().getValueAsString()).isEqualTo("2026-01-08");
        assertThat(merged.getHospitalization().getAdmitSource().getText()).isEqualTo("急诊");
        assertThat(merged.getHospitalization().getDischargeDisposition().getText())
                .isEqualTo("回家");
    }
}
