package org.yilian.hub.imaging.ingest;

/** Where and under which AE title we listen, plain and over TLS; port 0 takes a free one. */
public record DicomDoorSettings(String aeTitle, String host, int port, String tlsHost, int tlsPort) {}
