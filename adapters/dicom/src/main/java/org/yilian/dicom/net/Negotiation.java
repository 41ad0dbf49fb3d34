package org.yilian.dicom.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.dicom.net.Pdu.ContextResult;
import org.yilian.dicom.net.Pdu.ProposedContext;
import org.yilian.dicom.net.UserInformation.AsynchronousOperations;
import org.yilian.dicom.net.UserInformation.Bytes;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.RoleSelection;

/** The acceptor's side of association negotiation, PS3.7 annex D.3. */
final class Negotiation {
    private final Services services;
    private final Pdu.AssociateRq request;
    private final Map<Integer, PresentationContext> contexts = new LinkedHashMap<>();

    Negotiation(Services services, Pdu.AssociateRq request) {
        this.services = services;
        this.request = request;
    }

    /** What the request's form alone forbids. */
    static Optional<Rejection> refusal(Pdu.AssociateRq request) {
        if ((request.protocolVersion() & Pdu.PROTOCOL_VERSION) == 0) {
            return Optional.of(Rejection.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!request.applicationContext().equals(Pdu.APPLICATION_CONTEXT)) {
            return Optional.of(Rejection.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED);
        }
        return Optional.empty();
    }

    Pdu.AssociateAc answer(AssociationSettings settings) {
        List<ContextResult> results = new ArrayList<>();
        for (ProposedContext proposed : request.contexts()) {
            results.add(result(proposed));
        }
        return new Pdu.AssociateAc(
                Pdu.PROTOCOL_VERSION,
                request.calledAe(),
                request.callingAe(),
                Pdu.APPLICATION_CONTEXT,
                results,
                user(settings));
    }

    Map<Integer, PresentationContext> contexts() {
        return contexts;
    }

    private ContextResult result(ProposedContext proposed) {
        String first = proposed.transferSyntaxes().isEmpty()
                ? ""
                : proposed.transferSyntaxes().get(0);
        if (!services.supports(proposed.abstractSyntax())) {
            return new ContextResult(proposed.id(), ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED, first);
        }
        String chosen = services.choose(proposed.abstractSyntax(), proposed.transferSyntaxes());
        if (chosen == null) {
            return new ContextResult(proposed.id(), ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED, first);
        }
        contexts.put(proposed.id(), new PresentationContext(proposed.id(), proposed.abstractSyntax(), chosen));
        return new ContextResult(proposed.id(), ContextResult.ACCEPTANCE, chosen);
    }

    /** One operation at a time; the SCP role where it makes sense. */
    private UserInformation user(AssociationSettings settings) {
        UserInformation user = settings.userInformation();
        if (request.user().asynchronousOperations() != null) {
            user = user.withAsynchronousOperations(new AsynchronousOperations(1, 1));
        }
        UserIdentity identity = request.user().userIdentity();
        if (identity != null && identity.responseRequested()) {
            user = user.withUserIdentityResponse(new Bytes(new byte[0]));
        }
        return user.withRoles(roles()).withExtended(extended());
    }

    private List<RoleSelection> roles() {
        return request.user().roles().stream()
                .map(r ->
                        new RoleSelection(r.sopClassUid(), r.scu(), r.scp() && services.mayBeReversed(r.sopClassUid())))
                .toList();
    }

    /** Only what was asked for is answered, with as many bytes as were sent. */
    private List<ExtendedNegotiation> extended() {
        return request.user().extended().stream()
                .filter(asked -> services.isQueryModel(asked.sopClassUid()))
                .map(asked -> new ExtendedNegotiation(
                        asked.sopClassUid(),
                        agreed(asked).bytes(asked.information().value().length)))
                .toList();
    }

    private QueryOptions agreed(ExtendedNegotiation asked) {
        return QueryOptions.of(asked.information()).and(services.optionsOf(asked.sopClassUid()));
    }

    /** What was agreed on, by information model. */
    Map<String, QueryOptions> queryOptions() {
        return request.user().extended().stream()
                .filter(asked -> services.isQueryModel(asked.sopClassUid()))
                .collect(Collectors.toMap(ExtendedNegotiation::sopClassUid, this::agreed, (first, second) -> first));
    }

    /** SOP classes for which the requestor may be the SCP. */
    Set<String> requestorScpClasses() {
        return roles().stream()
                .filter(RoleSelection::scp)
                .map(RoleSelection::sopClassUid)
                .collect(Collectors.toSet());
    }
}
