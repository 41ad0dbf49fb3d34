package org.yilian.hub.security.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.AccessPolicy;

/**
 * Which other types the answer of a search depends on: those its chains and {@code _has} run through, also when it sorts
 * by a chain. Who may not search them must not learn of them by searching something else. What cannot be told
 * ({@code _filter}, a parameter nobody knows) counts as everything.
 *
 * <p>{@code _include} and {@code _revinclude} are not here: what they bring is looked at when it leaves.
 */
@Component
class SearchReach {
    private static final Set<String> UNTELLABLE = Set.of("_filter", "_query", "_list", "_content", "_text");
    private static final String HAS = "_has:";

    private final FhirContext fhir;

    SearchReach(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Types besides {@code type} itself; {@link AccessPolicy#ANY_TYPE} for everything. */
    Set<String> of(String type, Map<String, String[]> parameters) {
        Set<String> reached = new LinkedHashSet<>();
        parameters.forEach((name, values) -> {
            if (UNTELLABLE.contains(beforeModifier(name))) {
                reached.add(AccessPolicy.ANY_TYPE);
            } else if (name.equals("_sort") || name.startsWith("_sort:")) {
                sorts(type, values, reached);
            } else {
                follow(type, name, reached);
            }
        });
        return reached;
    }

    private void sorts(String type, String[] values, Set<String> reached) {
        for (String value : values) {
            for (String key : value.split(",")) {
                follow(type, key.startsWith("-") ? key.substring(1) : key, reached);
            }
        }
    }

    private void follow(String type, String parameter, Set<String> reached) {
        if (parameter.startsWith(HAS)) {
            // _has:Observation:patient:code, and what follows may be the same again.
            String[] parts = parameter.substring(HAS.length()).split(":", 3);
            if (parts.length < 3 || !known(parts[0])) {
                reached.add(AccessPolicy.ANY_TYPE);
                return;
            }
            reached.add(parts[0]);
            follow(parts[0], parts[2], reached);
            return;
        }
        int dot = parameter.indexOf('.');
        if (dot >= 0) {
            chain(type, parameter.substring(0, dot), parameter.substring(dot + 1), reached);
        }
    }

    /** {@code subject:Patient.name} names its type; {@code subject.name} goes to all that the parameter may point to. */
    private void chain(String type, String head, String rest, Set<String> reached) {
        int colon = head.indexOf(':');
        String name = colon < 0 ? head : head.substring(0, colon);
        if (colon >= 0) {
            String target = head.substring(colon + 1);
            // Sorting writes a chain as Patient:organization.name.
            String known = known(target) ? target : known(name) ? name : AccessPolicy.ANY_TYPE;
            reached.add(known);
            next(known, rest, reached);
            return;
        }
        RuntimeSearchParam parameter =
                known(type) ? fhir.getResourceDefinition(type).getSearchParam(name) : null;
        if (parameter == null
                || parameter.getParamType() != RestSearchParameterTypeEnum.REFERENCE
                || !parameter.hasTargets()) {
            reached.add(AccessPolicy.ANY_TYPE);
            return;
        }
        String wanted = rest.split("[.:]", 2)[0];
        for (String target : parameter.getTargets()) {
            if (known(target)
                    && (wanted.startsWith("_")
                            || fhir.getResourceDefinition(target).getSearchParam(wanted) != null)) {
                reached.add(target);
                next(target, rest, reached);
            }
        }
    }

    private void next(String type, String rest, Set<String> reached) {
        if (!type.equals(AccessPolicy.ANY_TYPE)) {
            follow(type, rest, reached);
        }
    }

    private boolean known(String type) {
        return fhir.getResourceTypes().contains(type);
    }

    private static String beforeModifier(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
