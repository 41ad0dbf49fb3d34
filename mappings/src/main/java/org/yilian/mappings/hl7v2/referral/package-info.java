/** Referrals (HL7 v2.8 chapter 11) to ServiceRequest and Task. */
package org.yilian.mappings.hl7v2.referral;
