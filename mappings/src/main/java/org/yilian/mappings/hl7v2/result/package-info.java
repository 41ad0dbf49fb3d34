/** ORU messages (HL7 v2 chapter 7): results. */
package org.yilian.mappings.hl7v2.result;
