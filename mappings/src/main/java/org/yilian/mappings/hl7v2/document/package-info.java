/** Documents: MDM messages (HL7 v2.8 chapter 9) and the contents that OBX carries or points to. */
package org.yilian.mappings.hl7v2.document;
