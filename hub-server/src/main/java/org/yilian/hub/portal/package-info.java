/**
 * The portal's door: serves the pages that {@code hub-server/ui} builds and what they show of the region and of people.
 * Every answer about a person asks the access policy first and leaves an audit record.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "facility",
            "record",
            "identity",
            "recognition",
            "reporting",
            "security",
            "audit"
        })
package org.yilian.hub.portal;
