/**
 * Who is who: source records stay as their hospital sent them, a person is a view over links between them. Certain
 * links are made at once, uncertain ones wait for a steward (invariants 6 and 13).
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "intake", "security", "audit"})
package org.yilian.hub.identity;
