/**
 * How much of HL7's v2-to-FHIR guide is implemented, found out by asking: every row's field is filled, translated, and what
 * came of it is looked for. Needs a checkout of the guide: {@code -Dguide=PATH}.
 */
package org.yilian.mappings.hl7v2.guide;
