package org.yilian.hub.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.FhirInterceptor;

/** Says at {@code /fhir/metadata} which profiles the AuditEvents meet. */
@Component
@Interceptor
class BalpCapability implements FhirInterceptor {
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    void told(IBaseConformance statement) {
        ((CapabilityStatement) statement)
                .getRest().stream()
                        .flatMap(rest -> rest.getResource().stream())
                        .filter(resource -> resource.getType().equals("AuditEvent"))
                        .filter(resource -> resource.getSupportedProfile().isEmpty())
                        .forEach(resource -> Balp.profiles().forEach(resource::addSupportedProfile));
    }
}
