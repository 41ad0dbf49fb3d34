/**
 * DICOM over TCP: the Upper Layer of PS3.8 and the DIMSE services of PS3.7, as client (SCU) and server (SCP).
 *
 * <p>Start at {@link org.yilian.dicom.net.DicomServer} and {@link org.yilian.dicom.net.DicomClient}. Blocking sockets,
 * one thread per association. Object data are streamed in both directions and never held whole; what a peer can make us
 * allocate is bounded by fixed limits, whatever lengths it claims. Nothing here logs, and no exception text carries
 * anything received from a peer except numbers of the protocol.
 */
package org.yilian.dicom.net;
