/** Immunizations (HL7 v2.8 section 4A.7). */
package org.yilian.mappings.hl7v2.immunization;
