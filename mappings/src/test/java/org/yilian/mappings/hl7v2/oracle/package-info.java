/**
 * What others make of the same messages, element by element: agreement is counted, every difference has its reason in a
 * checked-in list.
 */
package org.yilian.mappings.hl7v2.oracle;
