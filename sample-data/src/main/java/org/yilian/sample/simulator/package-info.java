/**
 * Plays a sample region over real sockets, as hospitals do: HL7 v2 over MLLP, images over DIMSE, FHIR over HTTP; and keeps
 * the books, so that a check can compare what the hub has with what it was given.
 */
package org.yilian.sample.simulator;
