package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.platform.HubSettings;

/** The FHIR REST door, {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class FhirDoor {

    @Bean
    RestfulServer restfulServer(
            FhirContext fhir,
            IFhirSystemDao<?, ?> systemDao,
            IJpaSystemProvider systemProvider,
            ResourceProviderFactory resourceProviders,
            List<FhirOperations> operations,
            List<FhirInterceptor> interceptors,
            ValueSetOperationProvider valueSetOperations,
            DatabaseBackedPagingProvider paging,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            ca.uhn.fhir.interceptor.api.IInterceptorService interceptorService,
            HubSettings hub) {
        RestfulServer server = new RestfulServer(fhir);
        server.setInterceptorService(interceptorService);
        Set<Class<?>> served = typesServedByFeatures(operations);
        server.registerProviders(resourceProviders.createProviders().stream()
                .filter(provider ->
                        !(provider instanceof IResourceProvider store) || !served.contains(store.getResourceType()))
                .toList());
        server.registerProviders(systemProvider, valueSetOperations);
        server.registerProviders(List.copyOf(operations));
        interceptors.forEach(interceptorService::registerInterceptor);
        server.setPagingProvider(paging);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPrettyPrint(false);
        // Done before, with a limit to what comes out of it.
        server.setUncompressIncomingContents(false);
        server.setServerAddressStrategy(
                hub.publicUrl().isEmpty()
                        ? new IncomingRequestAddressStrategy()
                        : new HardcodedServerAddressStrategy(hub.publicUrl() + "/fhir"));
        JpaCapabilityStatementProvider capabilities =
                new JpaCapabilityStatementProvider(server, systemDao, storage, searchParameters, validation);
        capabilities.setImplementationDescription("Yilian Hub");
        server.setServerConformanceProvider(capabilities);
        return server;
    }

    /** A feature that brings a provider of its own for a type (AuditEvent) serves it instead of the store. */
    private static Set<Class<?>> typesServedByFeatures(List<FhirOperations> operations) {
        return operations.stream()
                .filter(IResourceProvider.class::isInstance)
                .map(provider -> ((IResourceProvider) provider).getResourceType())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
