/**
 * The integrator's workbench: what the hub would make of a message, now or with another description of the hospital, before
 * anything is stored; and what a hospital says it sent, held against what arrived.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "security", "audit", "intake"})
package org.yilian.hub.workbench;
