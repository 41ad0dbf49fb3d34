/** Messages as nobody would send them: mutations of real ones, from a seed that a failure prints. */
package org.yilian.mappings.hl7v2.fuzz;
