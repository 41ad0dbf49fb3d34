/** Messages that place orders, change them and answer them (HL7 v2.8 chapter 4), to ServiceRequest and Task and their kin. */
package org.yilian.mappings.hl7v2.request;
