/**
 * The members of the region and how each of them speaks, as {@code region.yaml} describes them. Read once at start; a
 * wrong or missing value stops the start and names file, key and reason.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "platform")
package org.yilian.hub.facility;
