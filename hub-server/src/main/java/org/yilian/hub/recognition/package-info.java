/**
 * Mutual recognition (检查检验结果互认): before a hospital repeats a test, it hears whether another's result will do, why or
 * why not, and its decision is kept. Facts are written while results arrive; judging is a pure function of its own
 * package.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "facility", "record", "identity", "security", "audit"})
package org.yilian.hub.recognition;
