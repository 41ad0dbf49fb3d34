/** A stock HAPI FHIR JPA server with its default storage settings: what the benchmark measures the hub against. */
package org.yilian.conformance.stock;
