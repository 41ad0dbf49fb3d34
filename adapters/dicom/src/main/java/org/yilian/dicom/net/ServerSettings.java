package org.yilian.dicom.net;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/** What {@link DicomServer.Builder} collects; tls is null for plain TCP. */
record ServerSettings(
        InetAddress bindAddress,
        int port,
        AssociationPolicy policy,
        AssociationSettings association,
        int maxAssociations,
        SSLContext tls,
        boolean clientCertificateNeeded,
        Services services) {}
