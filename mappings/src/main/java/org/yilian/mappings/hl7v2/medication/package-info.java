/** Pharmacy (HL7 v2.8 chapter 4A): prescriptions, what was dispensed for them and what was given. */
package org.yilian.mappings.hl7v2.medication;
