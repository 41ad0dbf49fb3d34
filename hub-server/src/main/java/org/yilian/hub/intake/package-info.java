/**
 * Intake of HL7 v2: a message is durable before it is acknowledged, takes effect once, in order for each patient, and
 * whatever is refused is kept where an operator finds, repairs and replays it.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "security", "audit"})
package org.yilian.hub.intake;
