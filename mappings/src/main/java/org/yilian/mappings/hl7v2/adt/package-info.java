/** ADT, BAR and DFT messages (HL7 v2 chapters 3 and 6): visits, persons, merges, accounts. */
package org.yilian.mappings.hl7v2.adt;
