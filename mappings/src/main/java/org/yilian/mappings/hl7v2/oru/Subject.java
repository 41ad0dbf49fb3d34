package org.yilian.mappings.hl7v2.oru;

/**
 * Whom and which visit a result is about.
 *
 * @param encounterId null when the message names no visit
 */
record Subject(String patientId, String encounterId) {}
