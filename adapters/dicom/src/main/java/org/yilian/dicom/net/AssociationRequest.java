package org.yilian.dicom.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.Pdu.ProposedContext;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.RoleSelection;

/** Whom to associate with, as whom, and for what: the input of {@link DicomClient#connect}. Not thread safe. */
public final class AssociationRequest {
    private static final int MAX_CONTEXTS = 128;

    private final String host;
    private final int port;
    private String callingAe = "YILIAN";
    private String calledAe = "ANY-SCP";
    private AssociationSettings settings = AssociationSettings.DEFAULT;
    private UserIdentity userIdentity;
    private SSLContext tls;
    private boolean hostVerified = true;
    private final List<ProposedContext> contexts = new ArrayList<>();
    private final Map<String, RoleSelection> roles = new LinkedHashMap<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();

    private AssociationRequest(String host, int port) {
        this.host = host;
        this.port = port;
    }

    public static AssociationRequest to(String host, int port) {
        return new AssociationRequest(host, port);
    }

    /** Our AE title, at most 16 characters. */
    public AssociationRequest calling(String aeTitle) {
        this.callingAe = checked(aeTitle);
        return this;
    }

    /** The peer's AE title, at most 16 characters. */
    public AssociationRequest called(String aeTitle) {
        this.calledAe = checked(aeTitle);
        return this;
    }

    public AssociationRequest settings(AssociationSettings other) {
        this.settings = other;
        return this;
    }

    public AssociationRequest userIdentity(UserIdentity identity) {
        this.userIdentity = identity;
        return this;
    }

    /** TLS with a server whose certificate the context trusts and that carries the host asked for. */
    public AssociationRequest tls(SSLContext context) {
        return tls(context, true);
    }

    /** @param verifyHost false where the context trusts the peer's own certificate only, whatever name it carries */
    public AssociationRequest tls(SSLContext context, boolean verifyHost) {
        this.tls = context;
        this.hostVerified = verifyHost;
        return this;
    }

    /** Proposes one presentation context; the peer chooses one of the transfer syntaxes. */
    public AssociationRequest propose(String sopClassUid, String... transferSyntaxUids) {
        if (contexts.size() == MAX_CONTEXTS) {
            throw new IllegalStateException("an association has room for 128 presentation contexts");
        }
        contexts.add(new ProposedContext(2 * contexts.size() + 1, sopClassUid, List.of(transferSyntaxUids)));
        return this;
    }

    /** Proposes one presentation context for each transfer syntax, so that the peer may accept them all. */
    public AssociationRequest proposeEach(String sopClassUid, Collection<String> transferSyntaxUids) {
        transferSyntaxUids.forEach(uid -> propose(sopClassUid, uid));
        return this;
    }

    /** Proposes C-ECHO. */
    public AssociationRequest proposeEcho() {
        return propose(UID.Verification, UID.ImplicitVRLittleEndian);
    }

    /**
     * Proposes what is needed to send these Part 10 files as they are.
     *
     * @throws IOException if one of them cannot be read or is no Part 10 file
     */
    public AssociationRequest proposeFiles(Collection<Path> files) throws IOException {
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (Path file : files) {
            FileHead head = FileHead.read(file);
            pairs.add(List.of(head.sopClassUid(), head.transferSyntaxUid()));
        }
        pairs.forEach(pair -> propose(pair.get(0), pair.get(1)));
        return this;
    }

    /** Offers to be SCP too for a SOP class, as needed for C-GET, PS3.7 D.3.3.4. */
    public AssociationRequest alsoScp(String sopClassUid) {
        roles.put(sopClassUid, new RoleSelection(sopClassUid, true, true));
        return this;
    }

    /** Offers to be SCP instead of SCU for a SOP class, as for the reports of storage commitment, PS3.4 annex J.3.3. */
    public AssociationRequest onlyScp(String sopClassUid) {
        roles.put(sopClassUid, new RoleSelection(sopClassUid, false, true));
        return this;
    }

    /** Asks for more than the baseline of an information model; {@link DicomClient#queryOptions} tells what was agreed on. */
    public AssociationRequest queryOptions(String sopClassUid, QueryOptions wanted) {
        extended.add(new ExtendedNegotiation(sopClassUid, wanted.bytes(3)));
        return this;
    }

    Pdu.AssociateRq pdu() {
        UserInformation user = settings.userInformation()
                .withRoles(List.copyOf(roles.values()))
                .withExtended(extended)
                .withUserIdentity(userIdentity);
        return new Pdu.AssociateRq(Pdu.PROTOCOL_VERSION, calledAe, callingAe, Pdu.APPLICATION_CONTEXT, contexts, user);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String callingAe() {
        return callingAe;
    }

    String calledAe() {
        return calledAe;
    }

    AssociationSettings settings() {
        return settings;
    }

    SSLContext tls() {
        return tls;
    }

    String verifiedHost() {
        return hostVerified ? host : null;
    }

    private static String checked(String aeTitle) {
        if (aeTitle.isBlank() || aeTitle.length() > 16) {
            throw new IllegalArgumentException("an AE title has 1 to 16 characters");
        }
        return aeTitle;
    }
}
