package org.yilian.hub.record;

/**
 * A bean with HAPI {@code @Hook} methods. It is registered on the shared interceptor service, not on the REST server:
 * only there do hooks see writes that do not come through REST.
 */
public interface FhirInterceptor {}
