/** Appointments (HL7 v2.8 chapter 10) to Appointment, Schedule and Slot. */
package org.yilian.mappings.hl7v2.scheduling;
