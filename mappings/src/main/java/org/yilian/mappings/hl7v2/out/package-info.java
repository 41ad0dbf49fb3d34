/**
 * FHIR R4 to HL7 v2: the messages that leave the hub. Pure functions; time and control id of a message are the caller's. The
 * same resources and header give the same bytes.
 */
package org.yilian.mappings.hl7v2.out;
