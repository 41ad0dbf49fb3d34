package org.yilian.hub.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * The one place that says yes. Every door asks here; whatever is not allowed by a scope of the token or a role of the
 * user is refused. A pure function of the caller and the question.
 *
 * <p>What a scope or role cannot say is asked by {@link #sight}: purpose of use, treatment relationship, the owner's share
 * policy, the patient's consent, sensitivity (ADR 0085). Every door asks it about what it is about to show.
 */
@Component
public final class AccessPolicy {
    /** Stands for all resource types at once. */
    public static final String ANY_TYPE = "*";

    private final Disclosure disclosure;

    AccessPolicy(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** What the caller may see of these patients, for this request. */
    public Sight sight(Caller caller, Collection<String> patients) {
        return disclosure.sight(caller, patients);
    }

    /** Those of the pieces that the caller may see, in their order. */
    public List<Piece> visible(Caller caller, Collection<Piece> pieces) {
        Sight sight = sight(
                caller,
                pieces.stream().map(Piece::patient).filter(Objects::nonNull).collect(Collectors.toSet()));
        return pieces.stream().filter(sight::sees).toList();
    }

    /** The things whose pieces the caller may see, in their order. */
    public <T> List<T> visible(Caller caller, Collection<T> things, Function<T, Piece> piece) {
        Map<T, Piece> pieces = new LinkedHashMap<>();
        things.forEach(each -> pieces.put(each, piece.apply(each)));
        Set<Piece> seen = Set.copyOf(visible(caller, pieces.values()));
        return things.stream().filter(each -> seen.contains(pieces.get(each))).toList();
    }

    /** Whether a caller may see all that a resource tells. */
    public boolean sees(Caller caller, Resource resource) {
        List<Piece> pieces = disclosure.pieces(resource);
        return visible(caller, pieces).size() == pieces.size();
    }

    /** Whether anything at all might be kept from this caller. */
    public boolean keepsAnything(Caller caller) {
        return disclosure.keepsAnything(caller);
    }

    /** Whether the caller may open the door at all. FHIR opens to whoever holds any grant; types are asked one by one. */
    public AccessDecision decide(Caller caller, Door door) {
        if (!caller.known()) {
            return AccessDecision.refused(AccessDecision.Reason.NOT_AUTHENTICATED);
        }
        boolean open = door == Door.FHIR ? grants(caller).findAny().isPresent() : door.opensFor(caller);
        return open ? AccessDecision.ALLOWED : AccessDecision.refused(AccessDecision.Reason.DOOR_CLOSED);
    }

    /** Whether the caller may do this with resources of this type over FHIR; {@link #ANY_TYPE} asks for all of them. */
    public AccessDecision decide(Caller caller, Interaction interaction, String resourceType) {
        if (!caller.known()) {
            return AccessDecision.refused(AccessDecision.Reason.NOT_AUTHENTICATED);
        }
        return grants(caller).anyMatch(scope -> scope.covers(interaction, resourceType))
                ? AccessDecision.ALLOWED
                : AccessDecision.refused(AccessDecision.Reason.NOT_IN_SCOPE);
    }

    /**
     * Asks for the current caller. Over FHIR every type needs read and search; at other doors opening the door is enough,
     * the types are what the door shows and are named for the rules to come.
     *
     * @throws HubFailure UNAUTHENTICATED or FORBIDDEN
     */
    public Caller requireRead(Door door, String... resourceTypes) {
        Caller caller = Caller.current();
        require(decide(caller, door));
        if (door == Door.FHIR) {
            for (String type : resourceTypes) {
                require(decide(caller, Interaction.READ, type));
                require(decide(caller, Interaction.SEARCH, type));
            }
        }
        return caller;
    }

    /**
     * Asks whether the current caller may write records of the facility through the door: only the facility itself may.
     *
     * @throws HubFailure UNAUTHENTICATED or FORBIDDEN
     */
    public Caller requireWrite(Door door, String facility) {
        Caller caller = Caller.current();
        require(decide(caller, door));
        require(
                facility != null && facility.equals(caller.facility())
                        ? AccessDecision.ALLOWED
                        : AccessDecision.refused(AccessDecision.Reason.NOT_OWNER));
        return caller;
    }

    private static void require(AccessDecision decision) {
        if (decision.allowed()) {
            return;
        }
        if (decision.reason() == AccessDecision.Reason.NOT_AUTHENTICATED) {
            throw new HubFailure(FailureCategory.UNAUTHENTICATED, "HUB-0701", "nobody is signed in");
        }
        throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0702", "not allowed for this caller");
    }

    /** A patient/ scope needs a patient to be bound to, which no token of the hub has yet: it grants nothing. */
    private static Stream<SmartScope> grants(Caller caller) {
        Stream<SmartScope> scopes = caller.scopes().stream()
                .map(SmartScope::parse)
                .flatMap(Optional::stream)
                .filter(scope -> scope.context() != SmartScope.Context.PATIENT);
        Stream<SmartScope> roles = Role.named(caller.roles()).flatMap(role -> role.grants().stream());
        if (caller.throughApp()) {
            List<SmartScope> limits = scopes.toList();
            return roles.flatMap(role -> limits.stream().map(role::intersection).flatMap(Optional::stream));
        }
        return Stream.concat(scopes, roles);
    }
}
