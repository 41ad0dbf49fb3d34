/**
 * What leaves the hub: HL7 v2 messages to hospital systems. A message commits with the change that causes it and is delivered
 * after commit, in order, until the receiver has answered; one dead receiver holds up nobody else. What a message means is
 * ADR 0061, how it is delivered ADR 0062.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "identity", "intake", "security", "audit"})
package org.yilian.hub.notification;
