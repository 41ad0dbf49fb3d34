/** How long a message takes from bytes to resources, beside others that do the same. Run by hand: docs/performance.md. */
package org.yilian.mappings.hl7v2.bench;
