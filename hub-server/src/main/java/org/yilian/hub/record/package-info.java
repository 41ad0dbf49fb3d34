/**
 * The record: FHIR R4 resources of all hospitals, each owned by one. Others write through {@link
 * org.yilian.hub.record.RecordWriter} and hear of changes by {@link org.yilian.hub.record.RecordWritten}; the world reads
 * and writes at {@code /fhir}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "facility"})
package org.yilian.hub.record;
