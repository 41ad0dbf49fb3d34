/**
 * HL7 v2 (ER7) to FHIR R4, after HL7's v2-to-FHIR guide. {@link org.yilian.mappings.hl7v2.Hl7v2Translator} is the door;
 * this package holds what all translators share: the reader, the facility profile and the remarks. The sub-packages hold
 * data types, segments and trigger families; only the door knows them all.
 */
package org.yilian.mappings.hl7v2;
