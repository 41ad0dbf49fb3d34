package org.yilian.hub.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Interaction;
import org.yilian.mappings.hl7v2.query.Query;

/**
 * Who may ask for people. A name in MSH-4 proves nothing, so outside the sample region the transport has to vouch for the
 * sender, by a pinned certificate or a token (ADR 0059); then the sender may what its clients may over FHIR: search Patient, and see
 * those records that the policy shows to its hospital.
 */
@Component
class QueryAccess {
    private final AccessPolicy policy;
    private final SeenRecords seen;
    private final HubSettings settings;

    QueryAccess(AccessPolicy policy, SeenRecords seen, HubSettings settings) {
        this.policy = policy;
        this.seen = seen;
        this.settings = settings;
    }

    boolean allowed(Facility sender, boolean vouched) {
        return (vouched || settings.demo())
                && policy.decide(caller(sender), Interaction.SEARCH, "Patient").allowed();
    }

    /** Those of the records that the sender may see, in their order; what is kept from it does not exist for the answer. */
    List<People.PersonLink> visible(Facility sender, Collection<People.PersonLink> records) {
        return seen.by(caller(sender), records);
    }

    Access of(Facility sender, Query query, String asked) {
        return Access.query(Door.HL7V2_QUERY, "Patient", asked, List.of(), List.of())
                .by(caller(sender))
                .as(Access.Action.EXECUTE, query.kind().name().toLowerCase(java.util.Locale.ROOT));
    }

    Access touching(Access access, List<String> records) {
        return new Access(
                access.caller(),
                access.door(),
                access.action(),
                access.interaction(),
                access.type(),
                List.of(),
                records.stream().map(each -> "Patient/" + each).toList(),
                access.query(),
                access.outcome());
    }

    private static Caller caller(Facility sender) {
        Set<String> scopes = sender.clients().stream()
                .filter(each -> each.scopes() != null)
                .flatMap(each -> Arrays.stream(each.scopes().split("\\s+")))
                .collect(Collectors.toSet());
        return Caller.system("mllp:" + sender.code(), sender.code(), scopes);
    }
}
