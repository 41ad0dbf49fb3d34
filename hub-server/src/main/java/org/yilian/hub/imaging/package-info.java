/**
 * Images of all hospitals: received, kept as received, found and shown. Promises that an object is durable before its sender
 * hears so, that it comes back bit for bit, and that objects which contradict each other are quarantined instead of mixed.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "identity", "security", "audit"})
package org.yilian.hub.imaging;
