package org.yilian.hub.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One scope of <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch
 * 2.2</a>, {@code system/Observation.rs}. Version 1 words ({@code .read}, {@code .write}, {@code .*}) are read as the
 * letters they stand for. A scope with a query ({@code ?category=...}) is not understood, so it grants nothing.
 *
 * <p>A wildcard does not reach everything: see {@link #covers}.
 */
public record SmartScope(Context context, String type, Set<Interaction> interactions) {
    static final Set<Interaction> READ_AND_SEARCH = Set.of(Interaction.READ, Interaction.SEARCH);
    private static final String ANY = "*";
    private static final Pattern SYNTAX =
            Pattern.compile("(system|user|patient)/(\\*|[A-Z][A-Za-z]{1,40})\\.(read|write|\\*|c?r?u?d?s?)");

    /** Who acted is for auditors; a Subscription carries a foreign address and its secrets. */
    private static final Set<String> NEVER_BY_WILDCARD = Set.of("AuditEvent", "Subscription");

    /** Types that change how the hub itself works, or what its words mean, for everybody. */
    private static final Set<String> NOT_WRITTEN_BY_WILDCARD = Set.of(
            "CapabilityStatement",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "GraphDefinition",
            "ImplementationGuide",
            "Library",
            "Measure",
            "MessageDefinition",
            "NamingSystem",
            "OperationDefinition",
            "SearchParameter",
            "StructureDefinition",
            "StructureMap",
            "TerminologyCapabilities",
            "ValueSet");

    public SmartScope {
        interactions = Set.copyOf(interactions);
    }

    /** Empty when the text is no SMART scope of a resource type. */
    public static Optional<SmartScope> parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        if (!m.matches() || m.group(3).isEmpty()) {
            return Optional.empty();
        }
        Context context = Context.valueOf(m.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(new SmartScope(context, m.group(2), interactions(m.group(3))));
    }

    private static Set<Interaction> interactions(String word) {
        String letters =
                switch (word) {
                    case "read" -> "rs";
                    case "write" -> "cud";
                    case ANY -> "cruds";
                    default -> word;
                };
        EnumSet<Interaction> interactions = EnumSet.noneOf(Interaction.class);
        for (Interaction interaction : Interaction.values()) {
            if (letters.indexOf(interaction.letter()) >= 0) {
                interactions.add(interaction);
            }
        }
        return interactions;
    }

    /**
     * Whether this scope allows the interaction with resources of the type. {@code *} as the type asks for all types at
     * once, which only a wildcard scope gives.
     */
    boolean covers(Interaction interaction, String resourceType) {
        if (!interactions.contains(interaction)) {
            return false;
        }
        return type.equals(resourceType) || (type.equals(ANY) && reachedByWildcard(interaction, resourceType));
    }

    private static boolean reachedByWildcard(Interaction interaction, String resourceType) {
        return !NEVER_BY_WILDCARD.contains(resourceType)
                && (!interaction.writes() || !NOT_WRITTEN_BY_WILDCARD.contains(resourceType));
    }

    /**
     * What of the requested scopes a client that is allowed {@code allowed} gets: never more than either. Scopes that are
     * not SMART's are compared as words.
     */
    public static Set<String> narrow(Collection<String> requested, Collection<String> allowed) {
        Set<String> granted = new LinkedHashSet<>();
        for (String wish : requested) {
            Optional<SmartScope> scope = parse(wish);
            if (scope.isEmpty()) {
                allowed.stream().filter(wish::equals).forEach(granted::add);
                continue;
            }
            for (String limit : allowed) {
                parse(limit)
                        .flatMap(scope.get()::intersection)
                        .map(SmartScope::toString)
                        .ifPresent(granted::add);
            }
        }
        return granted;
    }

    Optional<SmartScope> intersection(SmartScope other) {
        if (context != other.context || !(type.equals(other.type) || type.equals(ANY) || other.type.equals(ANY))) {
            return Optional.empty();
        }
        String both = type.equals(ANY) ? other.type : type;
        Set<Interaction> common = interactions.stream()
                .filter(i -> covers(i, both) && other.covers(i, both))
                .collect(Collectors.toSet());
        return common.isEmpty() ? Optional.empty() : Optional.of(new SmartScope(context, both, common));
    }

    /** In the syntax of SMART v2. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(context.name().toLowerCase(Locale.ROOT));
        text.append('/').append(type).append('.');
        for (Interaction interaction : Interaction.values()) {
            if (interactions.contains(interaction)) {
                text.append(interaction.letter());
            }
        }
        return text.toString();
    }

    /** Whose data a scope speaks of: all (system), the user's, or one patient's. */
    public enum Context {
        SYSTEM,
        USER,
        PATIENT
    }
}
