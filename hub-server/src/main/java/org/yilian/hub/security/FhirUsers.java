package org.yilian.hub.security;

import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;
import org.yilian.mappings.LogicalIds;

/** Which FHIR resource stands for a user of the portal (claim {@code fhirUser} of SMART App Launch). */
@Component
public class FhirUsers {
    /** System of the users' names. */
    public static final String SYSTEM = Urls.BASE + "/id/user";

    private final String region;

    FhirUsers(CallerDirectory directory) {
        region = directory.region();
    }

    /**
     * @param facility code of the user's hospital, null for the region's own people
     * @return {@code Practitioner/<id>}
     */
    public String reference(String user, String facility) {
        String owner = facility == null ? region : facility;
        return "Practitioner/" + LogicalIds.of(owner, "Practitioner", SYSTEM, user);
    }
}
