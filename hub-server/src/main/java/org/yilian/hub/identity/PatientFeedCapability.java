package org.yilian.hub.identity;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.FhirInterceptor;

/** Says at {@code /fhir/metadata} which messages {@code $process-message} takes. */
@Component
@Interceptor
class PatientFeedCapability implements FhirInterceptor {
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    void told(IBaseConformance generated) {
        CapabilityStatement statement = (CapabilityStatement) generated;
        if (!statement.hasMessaging()) {
            statement
                    .addMessaging()
                    .setDocumentation("Mobile Patient Identity Feed [ITI-93]")
                    .addSupportedMessage()
                    .setMode(EventCapabilityMode.RECEIVER)
                    .setDefinition(PatientFeedOperation.DEFINITION);
        }
    }
}
