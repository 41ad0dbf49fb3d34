package org.yilian.hub.security.fhir;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Piece;
import org.yilian.hub.security.Sight;
import org.yilian.hub.security.disclosure.Pieces;

/**
 * Keeps searches from telling what reading would not. A search finds the records of those facilities only that the caller
 * may see, of the patients it names or else of anybody; what is found by way of other records (chains, {@code _has}) is
 * shown only where nothing of those is kept; pages belong to who searched.
 */
@Component
class SearchNarrowing {
    private static final String REACHED = SearchNarrowing.class.getName() + ".reached";
    private static final String OWN_ONLY = SearchNarrowing.class.getName() + ".ownOnly";
    private static final String NOBODY = "-";
    private static final Set<String> NAME_PATIENTS = Set.of("patient", "subject");

    private final AccessPolicy policy;
    private final Pieces pieces;
    private final SearchReach reach;
    private final Set<String> members;

    SearchNarrowing(AccessPolicy policy, Pieces pieces, SearchReach reach, CallerDirectory directory) {
        this.policy = policy;
        this.pieces = pieces;
        this.reach = reach;
        this.members = directory.facilities();
    }

    void narrow(Caller caller, ICachedSearchDetails search, RequestDetails request, SearchParameterMap map) {
        String type = search.getResourceType() == null ? request.getResourceName() : search.getResourceType();
        Reach reached = reached(type, request);
        goesThrough(request, reached);
        if (search.getUuid() != null && PageLinks.open(search.getUuid(), caller).isEmpty()) {
            search.setUuid(PageLinks.name(caller, reached));
        }
        boolean reachesPatients = !reached.categories().isEmpty();
        if (reachesPatients || map.getEverythingMode() != null) {
            foundMore(request);
        }
        if (type != null && !pieces.isOfPatients(type)) {
            if (reachesPatients && policy.keepsAnything(caller)) {
                throw Refusal.tellsTooMuch();
            }
            return;
        }
        if (map.getEverythingMode() != null) {
            return;
        }
        Collection<String> patients = named(type, map);
        Set<String> owners = policy.sight(caller, patients).owners(patients, pieces.categories(type));
        Set<String> own = caller.facility() == null ? Set.of() : Set.of(caller.facility());
        if (own.containsAll(owners) || isNarrow(map, own)) {
            request.getUserData().putIfAbsent(OWN_ONLY, Boolean.TRUE);
        } else {
            foundMore(request);
        }
        if (!owners.containsAll(members) && !isNarrow(map, owners)) {
            TokenOrListParam tags = new TokenOrListParam();
            // Whoever belongs to nobody finds nothing: no facility has this code.
            (owners.isEmpty() ? Set.of(NOBODY) : owners)
                    .forEach(owner -> tags.add(new TokenParam(Urls.FACILITY_TAG, owner)));
            map.add(Constants.PARAM_TAG, tags);
        }
    }

    /** HAPI tells of a search twice, and a caller may have asked so itself. */
    private static boolean isNarrow(SearchParameterMap map, Set<String> owners) {
        List<List<IQueryParameterType>> tags = map.get(Constants.PARAM_TAG);
        return tags != null
                && tags.stream().anyMatch(anyOf -> anyOf.stream()
                        .allMatch(one -> one instanceof TokenParam tag
                                && tag.getModifier() == null
                                && tag.getMissing() == null
                                && Urls.FACILITY_TAG.equals(tag.getSystem())
                                && (owners.contains(tag.getValue())
                                        || owners.isEmpty() && NOBODY.equals(tag.getValue()))));
    }

    private Reach reached(String type, RequestDetails request) {
        Set<String> types = new HashSet<>(reach.of(
                type == null ? AccessPolicy.ANY_TYPE : type,
                request.getParameters() == null ? Map.of() : request.getParameters()));
        types.removeIf(each -> !each.equals(AccessPolicy.ANY_TYPE) && !pieces.isOfPatients(each));
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        types.forEach(each -> categories.addAll(pieces.categories(each)));
        return new Reach(categories, types.isEmpty() || types.equals(Set.of("Patient")));
    }

    /** Patients outside of which the search finds nothing; empty if it names none. */
    private static Collection<String> named(String type, SearchParameterMap map) {
        for (Map.Entry<String, List<List<IQueryParameterType>>> each : map.entrySet()) {
            boolean byId = "Patient".equals(type) && each.getKey().equals("_id");
            if (!byId && !NAME_PATIENTS.contains(each.getKey())) {
                continue;
            }
            for (List<IQueryParameterType> anyOf : each.getValue()) {
                Set<String> ids = new HashSet<>();
                for (IQueryParameterType one : anyOf) {
                    ids.add(byId ? token(one) : reference(one));
                }
                if (!ids.isEmpty() && !ids.contains("")) {
                    return ids;
                }
            }
        }
        return List.of();
    }

    private static String token(IQueryParameterType one) {
        return one instanceof TokenParam token
                        && token.getModifier() == null
                        && token.getMissing() == null
                        && token.getValue() != null
                ? token.getValue().substring(token.getValue().lastIndexOf('/') + 1)
                : "";
    }

    private static String reference(IQueryParameterType one) {
        if (!(one instanceof ReferenceParam reference)
                || reference.getChain() != null
                || reference.getMissing() != null) {
            return "";
        }
        boolean patient = reference.getResourceType() == null
                || reference.getResourceType().equals("Patient");
        return patient && reference.getIdPart() != null ? reference.getIdPart() : "";
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.ResourceGoneException for a page of somebody else's search */
    void requireOwnPage(Caller caller, RequestDetails request) {
        String[] asked = request.getParameters().get(Constants.PARAM_PAGINGACTION);
        goesThrough(
                request,
                Optional.ofNullable(asked == null || asked.length != 1 ? null : asked[0])
                        .flatMap(name -> PageLinks.open(name, caller))
                        .orElseThrow(Refusal::noSuchPage));
    }

    /** Whether a record may be shown although the search that found it looked at other records. */
    boolean mayBeFoundSo(Caller caller, Sight sight, List<Piece> about, RequestDetails request) {
        Reach through = (Reach) request.getUserData().getOrDefault(REACHED, Reach.NONE);
        if (through.categories().isEmpty() || about.isEmpty() || isOwnThroughOwnPatient(caller, through, about)) {
            return true;
        }
        return about.stream()
                .allMatch(piece -> piece.patient() != null && sight.seesAll(piece.patient(), through.categories()));
    }

    /** The patient of an own record, registered by the caller's own hospital: ids of records begin with their owner's code. */
    private static boolean isOwnThroughOwnPatient(Caller caller, Reach through, List<Piece> about) {
        return caller.facility() != null
                && through.ofPatientsOnly()
                && about.stream()
                        .allMatch(piece -> piece.owner().equals(caller.facility())
                                && piece.patient() != null
                                && piece.patient()
                                        .startsWith(caller.facility().toLowerCase(java.util.Locale.ROOT) + "-"));
    }

    private static void foundMore(RequestDetails request) {
        request.getUserData().put(OWN_ONLY, Boolean.FALSE);
    }

    /** Where only own records were looked for, their number tells nothing of others'. */
    boolean totalTellsTooMuch(Caller caller, RequestDetails request) {
        return !Boolean.TRUE.equals(request.getUserData().get(OWN_ONLY))
                && (request.getResourceName() == null || pieces.isOfPatients(request.getResourceName()))
                && policy.keepsAnything(caller);
    }

    private static void goesThrough(RequestDetails request, Reach reach) {
        request.getUserData().merge(REACHED, reach, (before, now) -> ((Reach) before).and((Reach) now));
    }
}
