/** The doors HL7 v2 comes in by: MLLP, MLLP over TLS, HTTP, watched folders. Each hands its input to the one intake. */
package org.yilian.hub.intake.door;
