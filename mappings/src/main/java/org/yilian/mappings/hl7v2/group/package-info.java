/** The abstract message syntax of HL7 v2 (chapter 2.12) as data, and the tolerant binding of segments to its groups. */
package org.yilian.mappings.hl7v2.group;
