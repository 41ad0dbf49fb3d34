/** Measurements, not tests: run by hand, with docs/performance.md as the record. */
package org.yilian.conformance.bench;
