/**
 * The portal's door: serves the pages that {@code hub-server/ui} builds and the names they show, and nothing about any
 * patient; what the pages show of patients they ask from the other features' own addresses.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "facility"})
package org.yilian.hub.portal;
