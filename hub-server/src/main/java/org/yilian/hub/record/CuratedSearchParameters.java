package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.registry.ReadOnlySearchParamCache;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import java.lang.reflect.Field;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hands HAPI's registry a narrower set of built-in search parameters before it makes its own.
 *
 * <p>HAPI knows only "all" or "the few it cannot do without" and builds the set itself; the set's class and its pattern
 * language are public, the field is not. Storing a SearchParameter resource for each parameter would do the same without
 * reflection, but costs a first start of minutes and shows hundreds of resources nobody wrote. A HAPI release without
 * this field stops the start here. See ADR 0005.
 */
final class CuratedSearchParameters implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SearchParamRegistryImpl registry) {
            FhirContext fhir = FhirContext.forR4Cached();
            set(
                    registry,
                    ReadOnlySearchParamCache.fromFhirContext(
                            fhir, new SharedPaths(fhir), SearchParameterChoice.curated(fhir)));
        }
        return bean;
    }

    private static void set(SearchParamRegistryImpl registry, ReadOnlySearchParamCache chosen) {
        try {
            Field field = SearchParamRegistryImpl.class.getDeclaredField("myBuiltInSearchParams");
            field.setAccessible(true);
            field.set(registry, chosen);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this HAPI FHIR release keeps its search parameters elsewhere", e);
        }
    }
}
