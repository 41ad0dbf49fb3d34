/**
 * The members of the region and how each of them speaks, as {@code region.yaml} describes them. A
 * wrong or missing value stops the start and names file, key and reason; read again, it is refused as a whole.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "platform")
package org.yilian.hub.facility;
