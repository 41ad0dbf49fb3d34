/** HL7 v2 queries (HL7 v2.8 chapter 5, IHE ITI-9 and ITI-21): what is asked, and how the answer is written. Pure functions. */
package org.yilian.mappings.hl7v2.query;
