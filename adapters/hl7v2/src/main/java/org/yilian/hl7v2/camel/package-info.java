/**
 * The Camel component {@code mllp-hub}: a listener as consumer, a sender as producer. Knows nothing but the transport in
 * {@link org.yilian.hl7v2}.
 */
package org.yilian.hl7v2.camel;
