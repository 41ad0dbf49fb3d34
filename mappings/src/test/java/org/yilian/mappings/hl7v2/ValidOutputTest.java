package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.dicom.ImagingStudyMapper;
import org.yilian.mappings.dicom.ImagingStudyMapperTest;

/** Whatever is stored after the golden messages has no error for the official R4 validator. */
class ValidOutputTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();

    @Test
    void theOfficialValidatorFindsNoError() throws Exception {
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (Path message : GoldenTest.messages().toList()) {
            Messages.stored(GoldenTest.translation(message))
                    .forEach((id, resource) -> resources.put(message + id, resource));
        }
        resources.putAll(Messages.stored(ImagingStudyMapper.map(
                ImagingStudyMapperTest.study("42", null, "Zhang^San=张^三"),
                Messages.PROFILE,
                "https://hub.example.org/dicomweb")));
        FhirValidator validator = validator();
        List<String> errors = new ArrayList<>();
        resources.forEach((place, resource) ->
                validator.validateWithResult(R4.newJsonParser().encodeResourceToString(resource)).getMessages().stream()
                        .filter(m -> m.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                        .forEach(m -> errors.add(place + " " + m.getLocationString() + " " + m.getMessage())));
        assertThat(errors).isEmpty();
        assertThat(resources).hasSizeGreaterThan(50);
    }

    private static FhirValidator validator() {
        FhirValidator validator = R4.newValidator();
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                new SnapshotGeneratingValidationSupport(R4),
                new UnknownCodeSystemWarningValidationSupport(R4));
        validator.registerValidatorModule(new FhirInstanceValidator(chain));
        return validator;
    }
}
