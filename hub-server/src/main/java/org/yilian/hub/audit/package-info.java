/**
 * Who did what through which door, for good: every access leaves a row that nothing changes or removes, and rows are
 * chained by hash. Others call {@link org.yilian.hub.audit.AuditTrail}; auditors read AuditEvents at {@code /fhir}. What
 * a record promises is ADR 0010.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"security", "facility", "record", "platform"})
package org.yilian.hub.audit;
