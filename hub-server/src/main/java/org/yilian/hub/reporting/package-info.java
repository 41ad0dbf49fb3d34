/**
 * What planners read: numbers by hospital and month. Each has one definition, is computed in one place from facts and
 * events that other features keep (tables {@code yh_result}, {@code yh_imaging_fact}, {@code yh_check*}, {@code
 * yh_inbox}), and can be computed again (invariant 12).
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "security", "audit"})
package org.yilian.hub.reporting;
