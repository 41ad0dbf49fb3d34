/**
 * Access in an emergency ("breaking the glass"): a doctor who needs another hospital's records of a person now, and whom
 * the rules keep them from, opens them by a number and a reason, for some hours. Every opening is told at once, and waits
 * for a reviewer until one has judged it.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "identity", "security", "audit"})
package org.yilian.hub.emergency;
