/**
 * The meaning of what hospitals send: HL7 v2 and DICOM to FHIR R4. Pure functions: the same message and profile give
 * the same result, byte for byte; no clock, no randomness, no input or output (invariant 9).
 */
package org.yilian.mappings;
