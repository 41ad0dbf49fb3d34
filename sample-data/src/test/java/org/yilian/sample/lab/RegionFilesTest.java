package org.yilian.sample.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.sample.Hospital;

class RegionFilesTest {
    private static final Path DEMO = Path.of("..", "hub-server", "src", "main", "resources", "demo");

    /** When this fails after a change of the tables, run {@link RegionFiles#main} with the demo folder. */
    @Test
    void demoFolderOfTheHubSaysWhatTheHospitalsPlayBy() throws IOException {
        for (Map.Entry<String, String> file : new RegionFiles().contents().entrySet()) {
            assertThat(Files.readString(DEMO.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void everyLocalCodeStandsOnceAndHasAKnownUnit() {
        LabCatalogue catalogue = LabCatalogue.shared();
        for (Hospital hospital : Hospital.values()) {
            Set<String> codes = new HashSet<>();
            for (LocalCode code : catalogue.menu(hospital).all()) {
                assertThat(codes.add(code.code()))
                        .as(hospital + " " + code.code())
                        .isTrue();
                assertThat(catalogue.ucum(code.unit())).as(code.unit()).isNotNull();
            }
        }
    }

    @Test
    void loincCodesHaveAValidCheckDigit() {
        for (Analyte analyte : LabCatalogue.shared().analytes().values()) {
            assertThat(hasValidCheckDigit(analyte.loinc())).as(analyte.loinc()).isTrue();
            if (analyte.alternative() != null) {
                assertThat(hasValidCheckDigit(analyte.alternative().loinc()))
                        .as(analyte.alternative().loinc())
                        .isTrue();
            }
        }
        for (Exam exam : LabCatalogue.shared().exams().values()) {
            assertThat(hasValidCheckDigit(exam.loinc())).as(exam.loinc()).isTrue();
        }
    }

    @Test
    void laboratoryOffersAboutSixtyAnalytesOrMore() {
        assertThat(LabCatalogue.shared().analytes()).hasSizeGreaterThan(60);
    }

    private static boolean hasValidCheckDigit(String loinc) {
        String digits = loinc.substring(0, loinc.indexOf('-'));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? 2 * digit : digit;
            sum += doubled / 10 + doubled % 10;
        }
        return (10 - sum % 10) % 10 == loinc.charAt(loinc.length() - 1) - '0';
    }
}
