/**
 * HL7 v2 on the wire: MLLP frames, the message header, acknowledgments. It promises that a sender is told only what the
 * {@link org.yilian.hl7v2.MessageHandler} decided, and that nothing of a message is logged. It knows no store, no
 * mapping and no FHIR resource.
 */
package org.yilian.hl7v2;
