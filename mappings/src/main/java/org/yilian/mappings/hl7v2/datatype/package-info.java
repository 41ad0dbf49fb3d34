/** HL7 v2 data types (chapter 2A) to FHIR R4 data types: one class per type, static functions. */
package org.yilian.mappings.hl7v2.datatype;
