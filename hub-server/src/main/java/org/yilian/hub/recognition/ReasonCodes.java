package org.yilian.hub.recognition;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.yilian.hub.platform.Urls;

/** {@link RefusalReason} as a CodeSystem. */
final class ReasonCodes {
    static final String URL = Urls.BASE + "/CodeSystem/recognition-refusal";

    private ReasonCodes() {}

    static CodeSystem codeSystem() {
        CodeSystem system = new CodeSystem();
        system.setId("recognition-refusal");
        system.setUrl(URL)
                .setVersion("1.0.0")
                .setName("RecognitionRefusal")
                .setTitle("检查检验结果不予互认原因")
                .setStatus(PublicationStatus.ACTIVE)
                .setCaseSensitive(true)
                .setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
        system.setDescription("Why a doctor repeats what could be recognised.");
        system.addProperty()
                .setCode("countsAsRefusal")
                .setDescription("Whether reports count it as a refusal")
                .setType(PropertyType.BOOLEAN);
        for (RefusalReason reason : RefusalReason.values()) {
            CodeSystem.ConceptDefinitionComponent concept =
                    system.addConcept().setCode(reason.code()).setDisplay(reason.zh());
            concept.addDesignation().setLanguage("en").setValue(reason.en());
            concept.addProperty().setCode("countsAsRefusal").setValue(new BooleanType(reason.countsAsRefusal()));
        }
        return system;
    }
}
