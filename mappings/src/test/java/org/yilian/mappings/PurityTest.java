package org.yilian.mappings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.Messages;

/** Invariant 9: mappings are pure. */
class PurityTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.yilian.mappings");

    @Test
    void knowsNoFrameworkAndNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.camel..",
                        "jakarta..",
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "org.yilian.hub..",
                        "org.yilian.hl7v2..",
                        "org.yilian.camel..")
                .check(OURS);
    }

    @Test
    void readsNoClockAndThrowsNoDice() {
        for (Class<?> type : new Class<?>[] {Instant.class, LocalDate.class, LocalDateTime.class}) {
            noClasses().should().callMethod(type, "now").check(OURS);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(OURS);
        noClasses().should().callMethod(System.class, "nanoTime").check(OURS);
        noClasses().should().callMethod(ZoneId.class, "systemDefault").check(OURS);
        noClasses().should().callMethod(TimeZone.class, "getDefault").check(OURS);
        noClasses().should().callMethod(Locale.class, "getDefault").check(OURS);
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(OURS);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .check(OURS);
        noClasses().should().callMethod(java.util.UUID.class, "randomUUID").check(OURS);
    }

    @Test
    void keepsNoStateBetweenMessages() {
        ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(OURS);
    }

    @Test
    void onlyTheDoorKnowsTheTranslators() {
        noClasses()
                .that()
                .resideInAPackage("org.yilian.mappings.hl7v2")
                .and()
                .doNotHaveSimpleName("Hl7v2Translator")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..hl7v2.adt..",
                        "..hl7v2.result..",
                        "..hl7v2.document..",
                        "..hl7v2.medication..",
                        "..hl7v2.immunization..",
                        "..hl7v2.segment..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("..hl7v2.datatype..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..hl7v2.adt..",
                        "..hl7v2.result..",
                        "..hl7v2.document..",
                        "..hl7v2.medication..",
                        "..hl7v2.immunization..",
                        "..hl7v2.segment..")
                .check(OURS);
    }

    @Test
    void sameMessageAndProfileGiveTheSameBytesInAnyZoneAndLanguage() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        String first = translated();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/Anchorage"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(translated()).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    private static String translated() {
        Er7Message message = Er7Message.parse("MSH|^~\\&|LIS|H001|HUB|YL|20260105100500||ORU^R01|1|P|2.5\r"
                + "PID|1||42^^^H001^MI||张^三||19900307083000|M\rPV1|1|I|||||D1^李^四||||||||||||V1\r"
                + "OBR|1|P1|F1|GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F\r"
                + "OBX|1|NM|GLU^葡萄糖||5.60|mmol/L|3.9-6.1|N|||F\rOBX|2|DT|D^日||20260105||||||F\r");
        StringBuilder text = new StringBuilder();
        var json = FhirContext.forR4Cached().newJsonParser();
        for (int i = 0; i < 2; i++) {
            Translation translation = Hl7v2Translator.translate(message, Messages.PROFILE, "hl7v2:1");
            translation.writes().forEach(w -> text.append(w.mode())
                    .append(w.asOf())
                    .append(json.encodeResourceToString(w.resource())));
            text.append(translation.remarks()).append(translation.patientKey());
        }
        String all = text.toString();
        assertThat(all.substring(0, all.length() / 2)).isEqualTo(all.substring(all.length() / 2));
        return all;
    }
}
