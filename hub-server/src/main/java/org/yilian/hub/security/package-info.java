/**
 * Nobody passes a door without a name, and every door asks the same {@link org.yilian.hub.security.AccessPolicy}. Reads
 * the region's description ({@code facility}) and hooks into the FHIR door of {@code record}; {@code audit} hears what
 * is published here.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"facility", "platform", "record"})
package org.yilian.hub.security;
