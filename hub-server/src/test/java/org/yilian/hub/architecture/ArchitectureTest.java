package org.yilian.hub.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows of docs/architecture.md: who may know whom. {@link ModularityTests} has those between features. */
class ArchitectureTest {
    private static final String[] ADAPTERS = {"org.yilian.dicom..", "org.yilian.camel.dicom..", "org.yilian.hl7v2.."};

    /** One test for each rule of this class. ArchUnit's own test engine is not used: the build did not hear of its failures. */
    @TestFactory
    Stream<DynamicTest> rules() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.yilian");
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> DynamicTest.dynamicTest(
                        field.getName(), () -> rule(field).check(classes)));
    }

    private static ArchRule rule(Field field) throws IllegalAccessException {
        return (ArchRule) field.get(null);
    }

    static final ArchRule adaptersKnowNoStoreNoMappingAndNoResource = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.yilian.mappings..",
                    "org.yilian.hub..",
                    "ca.uhn.fhir..",
                    "org.hl7.fhir..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.persistence..",
                    "org.springframework..");

    static final ArchRule theDicomToolkitIsALibraryOfItsOwn = noClasses()
            .that()
            .resideInAPackage("org.yilian.dicom..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.yilian.camel..", "org.yilian.hl7v2..");

    static final ArchRule onlyTheCamelPartOfTheHl7AdapterKnowsCamel = noClasses()
            .that()
            .resideInAPackage("org.yilian.hl7v2")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.yilian.dicom..");

    static final ArchRule mappingsKnowNoFrameworkAndNoWire = noClasses()
            .that()
            .resideInAPackage("org.yilian.mappings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.camel..",
                    "org.yilian.hub..",
                    "org.yilian.hl7v2..",
                    "org.yilian.camel..",
                    "org.yilian.dicom.net..",
                    "java.sql..",
                    "java.nio.file..",
                    "java.net.http..");

    /** Invariant 9: what a mapping answers depends on message and profile only. */
    static final ArchRule invariant9MappingsHaveNoClockNoChanceAndNoFiles = noClasses()
            .that()
            .resideInAPackage("org.yilian.mappings..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Clock.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    static final ArchRule theHubTakesTimeFromItsClock = noClasses()
            .that()
            .resideInAPackage("org.yilian.hub..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** Invariant 2: a second way into the resource tables would be a second transaction story. */
    static final ArchRule invariant2OnlyTheRecordWritesThroughHapi = noClasses()
            .that()
            .resideInAPackage("org.yilian.hub..")
            .and()
            .resideOutsideOfPackages("org.yilian.hub.record..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir.jpa.dao..", "ca.uhn.fhir.jpa.api.dao..", "ca.uhn.fhir.jpa.model.entity..");

    /** But by commands, whose answer it is. */
    static final ArchRule nothingIsPrintedToTheConsole = noClasses()
            .that()
            .resideInAnyPackage("org.yilian.hub..", "org.yilian.mappings..", "org.yilian.hl7v2..", "org.yilian.dicom..")
            .and(describe("are no command", type -> type.tryGetMethod("main", String[].class)
                    .isEmpty()))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    static final ArchRule namesSayARole = classes()
            .that()
            .resideInAPackage("org.yilian..")
            .should()
            .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl|Common)$");
}
