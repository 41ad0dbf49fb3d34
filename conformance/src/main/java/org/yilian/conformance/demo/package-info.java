/** {@code ./hub demo --check}: the sample region played once against a hub, and everything it promises asked for. */
package org.yilian.conformance.demo;
