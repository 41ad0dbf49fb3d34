package org.yilian.hub.record;

/** A bean with HAPI operation methods of a feature; each is registered at the FHIR door and shows in its CapabilityStatement. */
public interface FhirOperations {}
