/** Problems, goals and pathways (HL7 v2.8 chapter 12) to Condition, Goal and CarePlan. */
package org.yilian.mappings.hl7v2.problem;
