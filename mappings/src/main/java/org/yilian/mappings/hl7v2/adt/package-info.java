/** ADT messages (HL7 v2 chapter 3): visits, persons, merges. */
package org.yilian.mappings.hl7v2.adt;
