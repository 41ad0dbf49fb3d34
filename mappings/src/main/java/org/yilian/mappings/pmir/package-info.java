/**
 * Patient identity feeds over FHIR, <a href="https://profiles.ihe.net/ITI/PMIR/ITI-93.html">IHE PMIR, ITI-93</a>, with the same
 * effect as ADT A28, A31, A29 and A40 of HL7 v2 (ADR 0084).
 */
package org.yilian.mappings.pmir;
