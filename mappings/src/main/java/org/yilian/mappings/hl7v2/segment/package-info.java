/** One class per segment map of the v2-to-FHIR guide, named after segment and resource. */
package org.yilian.mappings.hl7v2.segment;
