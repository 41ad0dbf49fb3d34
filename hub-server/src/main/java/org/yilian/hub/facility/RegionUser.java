package org.yilian.hub.facility;

import java.util.List;

/**
 * A person who works in the portal.
 *
 * @param password a password hash, or a plain password in the demo region only
 * @param roles any of DOCTOR, RADIOLOGIST, AUDITOR, PLANNER, STEWARD, OPERATOR
 * @param facility the hospital the person works for, null for the region's own staff
 * @param totp the key of the second factor in base32, null where the password is enough
 */
public record RegionUser(
        String name, String display, String password, List<String> roles, String facility, String totp) {}
