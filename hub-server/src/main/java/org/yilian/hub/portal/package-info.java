/**
 * The portal's door: serves the pages that `hub-server/ui` builds, and nothing about any patient; what the pages show they
 * ask from the other features' own addresses.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.yilian.hub.portal;
