package org.yilian.camel.dicom;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationPolicy;
import org.yilian.dicom.net.AssociationSettings;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.MoveDestinations;
import org.yilian.dicom.net.QueryOptions;
import org.yilian.dicom.net.Timeouts;

/** Receive and send medical images and verify connections by DICOM (DIMSE services over TCP or TLS). */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom",
        title = "DICOM",
        syntax = "dicom:address",
        category = {Category.HEALTH},
        headersClass = DicomConstants.class)
public class DicomEndpoint extends DefaultEndpoint {
    static final String SERVER = "server";
    private static final Set<String> SERVICES =
            Set.of("store", "find", "worklist", "get", "move", "commitment", "mpps", "availability");

    @UriPath(description = "The word server for a consumer, host:port of the peer for a producer.")
    @Metadata(required = true)
    private String address;

    @UriParam(label = "consumer", description = "Our AE title. Unset, any called AE title is accepted.")
    private String aeTitle;

    @UriParam(label = "consumer", defaultValue = "0", description = "Port to listen on; 0 lets the system choose.")
    private int port;

    @UriParam(
            label = "consumer",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all network interfaces.")
    private String bindAddress = "127.0.0.1";

    @UriParam(
            label = "consumer",
            description = "Calling AE titles to accept, separated by commas. Unset, any is accepted.")
    private String callingAeTitles;

    @UriParam(label = "consumer", description = "Decides whom to accept, instead of aeTitle and callingAeTitles.")
    private AssociationPolicy associationPolicy;

    @UriParam(
            label = "consumer",
            description =
                    "Private SOP classes to accept for C-STORE besides those of the standard, separated by commas.")
    private String privateStorageClasses;

    @UriParam(
            label = "consumer",
            description = "Transfer syntaxes to accept for C-STORE, separated by commas. Unset, all of the standard.")
    private String transferSyntaxes;

    @UriParam(
            label = "consumer",
            defaultValue = "store",
            description =
                    "What is offered besides C-ECHO, separated by commas: store, find, worklist, get, move, commitment,"
                            + " mpps, availability.")
    private String services = "store";

    @UriParam(
            label = "consumer",
            description = "What the route can do beyond the baseline of queries and retrievals, agreed on by extended"
                    + " negotiation and separated by commas: relational, datetime, fuzzy.")
    private String queryOptions;

    @UriParam(label = "consumer", description = "Tells where AE titles live; needed for the service move.")
    private MoveDestinations moveDestinations;

    @UriParam(
            label = "consumer",
            description = "Whether C-ECHO requests become exchanges too instead of being answered at once.")
    private boolean echoToRoute;

    @UriParam(
            label = "consumer",
            defaultValue = "200",
            description = "Associations at a time; further ones are rejected as temporary congestion.")
    private int maxAssociations = 200;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "5000",
            description = "How long running operations may go on when the consumer stops.")
    private long drainTimeout = 5000;

    @UriParam(label = "producer", defaultValue = "CAMEL", description = "Our AE title.")
    private String callingAe = "CAMEL";

    @UriParam(label = "producer", defaultValue = "ANY-SCP", description = "AE title of the peer.")
    private String calledAe = "ANY-SCP";

    @UriParam(label = "producer", defaultValue = "store", description = "What to do.")
    private DicomOperation operation = DicomOperation.store;

    @UriParam(
            label = "producer",
            defaultValue = "1.2.840.10008.5.1.4.1.2.2.1",
            description = "Information model of find, study root unless set; move has one of its own, study root too.")
    private String informationModel = UID.StudyRootQueryRetrieveInformationModelFind;

    @UriParam(label = "producer", defaultValue = "1000", description = "Matches after which find is cancelled.")
    private int maxMatches = 1000;

    @UriParam(label = "producer", description = "AE title that move sends to.")
    private String moveDestination;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a status of the peer that means failure becomes a DicomStatusException.")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether the peer's certificate must carry its host.")
    private boolean verifyHost = true;

    @UriParam(label = "security", description = "TLS: key and trust material. Unset, plain TCP.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            description = "TLS: a ready context, for trust that sslContextParameters cannot describe, such as pinned"
                    + " certificates. Goes before sslContextParameters.")
    private SSLContext sslContext;

    @UriParam(label = "consumer,security", description = "Whether a peer has to prove a certificate that we trust.")
    private boolean needClientAuth;

    @UriParam(
            label = "common",
            defaultValue = "262144",
            description = "Longest PDU offered to the peer and sent to it, in bytes; the peer's own limit is obeyed.")
    private int maxPduLength = 256 * 1024;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "10000",
            description = "Time for the TCP connection and the TLS handshake.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "30000",
            description = "Time for the negotiation of an association (ARTIM).")
    private long associateTimeout = 30_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "60000",
            description = "Longest silence between two requests of a peer.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "300000",
            description = "Longest wait for a peer's response.")
    private long responseTimeout = 300_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "30000",
            description = "Longest silence within a message, in both directions.")
    private long transferTimeout = 30_000;

    public DicomEndpoint(String uri, DicomComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        if (isServer()) {
            throw new IllegalArgumentException("a dicom producer needs host:port of its peer");
        }
        return new DicomProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!isServer()) {
            throw new IllegalArgumentException("a dicom consumer is dicom:server");
        }
        DicomConsumer consumer = new DicomConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    boolean offers(String service) {
        return list(services).contains(service);
    }

    /** SOP classes of the normalized services that the route performs. */
    Set<String> normalizedClasses() {
        Set<String> classes = new HashSet<>();
        if (offers("commitment")) {
            classes.add(UID.StorageCommitmentPushModel);
        }
        if (offers("mpps")) {
            classes.add(UID.ModalityPerformedProcedureStep);
        }
        if (offers("availability")) {
            classes.add(UID.InstanceAvailabilityNotification);
        }
        return classes;
    }

    void check() {
        if (!Set.of("relational", "datetime", "fuzzy").containsAll(list(queryOptions))) {
            throw new IllegalArgumentException("queryOptions are relational, datetime, fuzzy");
        }
        if (!SERVICES.containsAll(list(services))) {
            throw new IllegalArgumentException(
                    "a dicom consumer offers store, find, worklist, get, move, commitment, mpps, availability");
        }
        if (offers("move") && moveDestinations == null) {
            throw new IllegalArgumentException("a dicom consumer that offers move needs moveDestinations");
        }
        if (!isServer() && !address.matches("[^:]+:\\d{1,5}|\\[[0-9a-fA-F:]+\\]:\\d{1,5}")) {
            throw new IllegalArgumentException("a dicom endpoint is dicom:server or dicom:host:port");
        }
    }

    private boolean isServer() {
        return address.equals(SERVER);
    }

    String host() {
        return address.substring(0, address.lastIndexOf(':')).replaceAll("^\\[|\\]$", "");
    }

    int peerPort() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    DicomServer.Builder serverBuilder() throws Exception {
        DicomServer.Builder builder = DicomServer.builder()
                .port(port)
                .bindAddress(InetAddress.getByName(bindAddress))
                .policy(policy())
                .settings(settings())
                .maxAssociations(maxAssociations)
                .queryOptions(new QueryOptions(
                        list(queryOptions).contains("relational"),
                        list(queryOptions).contains("datetime"),
                        list(queryOptions).contains("fuzzy")))
                .privateStorageClasses(list(privateStorageClasses));
        if (transferSyntaxes != null) {
            builder.storageTransferSyntaxes(list(transferSyntaxes));
        }
        if (isSecured()) {
            builder.tls(tlsContext(), needClientAuth);
        }
        return builder;
    }

    private AssociationPolicy policy() {
        if (associationPolicy != null) {
            return associationPolicy;
        }
        if (callingAeTitles != null) {
            AssociationPolicy calling = AssociationPolicy.calling(list(callingAeTitles));
            return aeTitle == null ? calling : AssociationPolicy.known(aeTitle, list(callingAeTitles));
        }
        return aeTitle == null ? AssociationPolicy.anybody() : AssociationPolicy.called(aeTitle);
    }

    boolean isSecured() {
        return sslContext != null || sslContextParameters != null;
    }

    SSLContext tlsContext() throws Exception {
        return sslContext != null ? sslContext : sslContextParameters.createSSLContext(getCamelContext());
    }

    AssociationSettings settings() {
        Duration transfer = Duration.ofMillis(transferTimeout);
        return AssociationSettings.DEFAULT
                .withMaxPduLength(maxPduLength)
                .withTimeouts(new Timeouts(
                        Duration.ofMillis(connectTimeout),
                        Duration.ofMillis(associateTimeout),
                        Duration.ofMillis(idleTimeout),
                        Duration.ofMillis(responseTimeout),
                        transfer,
                        transfer,
                        Timeouts.DEFAULT.release(),
                        Timeouts.DEFAULT.close()));
    }

    private static Set<String> list(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(","))
                        .map(String::trim)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toSet());
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getAeTitle() {
        return aeTitle;
    }

    public void setAeTitle(String aeTitle) {
        this.aeTitle = aeTitle;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public String getBindAddress() {
        return bindAddress;
    }

    public void setBindAddress(String bindAddress) {
        this.bindAddress = bindAddress;
    }

    public String getCallingAeTitles() {
        return callingAeTitles;
    }

    public void setCallingAeTitles(String callingAeTitles) {
        this.callingAeTitles = callingAeTitles;
    }

    public AssociationPolicy getAssociationPolicy() {
        return associationPolicy;
    }

    public void setAssociationPolicy(AssociationPolicy associationPolicy) {
        this.associationPolicy = associationPolicy;
    }

    public String getPrivateStorageClasses() {
        return privateStorageClasses;
    }

    public void setPrivateStorageClasses(String privateStorageClasses) {
        this.privateStorageClasses = privateStorageClasses;
    }

    public String getTransferSyntaxes() {
        return transferSyntaxes;
    }

    public void setTransferSyntaxes(String transferSyntaxes) {
        this.transferSyntaxes = transferSyntaxes;
    }

    public String getServices() {
        return services;
    }

    public void setServices(String services) {
        this.services = services;
    }

    public String getQueryOptions() {
        return queryOptions;
    }

    public void setQueryOptions(String queryOptions) {
        this.queryOptions = queryOptions;
    }

    public MoveDestinations getMoveDestinations() {
        return moveDestinations;
    }

    public void setMoveDestinations(MoveDestinations moveDestinations) {
        this.moveDestinations = moveDestinations;
    }

    public boolean isEchoToRoute() {
        return echoToRoute;
    }

    public void setEchoToRoute(boolean echoToRoute) {
        this.echoToRoute = echoToRoute;
    }

    public int getMaxAssociations() {
        return maxAssociations;
    }

    public void setMaxAssociations(int maxAssociations) {
        this.maxAssociations = maxAssociations;
    }

    public long getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(long drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    public String getCallingAe() {
        return callingAe;
    }

    public void setCallingAe(String callingAe) {
        this.callingAe = callingAe;
    }

    public String getCalledAe() {
        return calledAe;
    }

    public void setCalledAe(String calledAe) {
        this.calledAe = calledAe;
    }

    public DicomOperation getOperation() {
        return operation;
    }

    public void setOperation(DicomOperation operation) {
        this.operation = operation;
    }

    public String getInformationModel() {
        return informationModel;
    }

    public void setInformationModel(String informationModel) {
        this.informationModel = informationModel;
    }

    public int getMaxMatches() {
        return maxMatches;
    }

    public void setMaxMatches(int maxMatches) {
        this.maxMatches = maxMatches;
    }

    public String getMoveDestination() {
        return moveDestination;
    }

    public void setMoveDestination(String moveDestination) {
        this.moveDestination = moveDestination;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public boolean isVerifyHost() {
        return verifyHost;
    }

    public void setVerifyHost(boolean verifyHost) {
        this.verifyHost = verifyHost;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public SSLContext getSslContext() {
        return sslContext;
    }

    public void setSslContext(SSLContext sslContext) {
        this.sslContext = sslContext;
    }

    public boolean isNeedClientAuth() {
        return needClientAuth;
    }

    public void setNeedClientAuth(boolean needClientAuth) {
        this.needClientAuth = needClientAuth;
    }

    public int getMaxPduLength() {
        return maxPduLength;
    }

    public void setMaxPduLength(int maxPduLength) {
        this.maxPduLength = maxPduLength;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getAssociateTimeout() {
        return associateTimeout;
    }

    public void setAssociateTimeout(long associateTimeout) {
        this.associateTimeout = associateTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getTransferTimeout() {
        return transferTimeout;
    }

    public void setTransferTimeout(long transferTimeout) {
        this.transferTimeout = transferTimeout;
    }
}
