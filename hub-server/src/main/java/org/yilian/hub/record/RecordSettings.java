package org.yilian.hub.record;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param searchParameters which search parameters are indexed
 */
@ConfigurationProperties("hub.record")
record RecordSettings(@DefaultValue("CURATED") Indexed searchParameters) {

    enum Indexed {
        /** What hospitals search, on the types that feeds write; everything on the others. */
        CURATED,
        /** Every search parameter of R4: costs about a third more for each write. */
        ALL
    }
}
