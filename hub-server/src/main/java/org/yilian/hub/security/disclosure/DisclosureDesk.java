package org.yilian.hub.security.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.SharePolicy;
import org.yilian.hub.facility.SharePolicy.Openness;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Disclosure;
import org.yilian.hub.security.Piece;
import org.yilian.hub.security.Role;
import org.yilian.hub.security.Sight;

/** Brings facts and policy together. Facts are asked for only where somebody else's record is looked at. */
@Component
class DisclosureDesk implements Disclosure {
    private final CallerDirectory directory;
    private final SharePolicy policy;
    private final FactFinder facts;
    private final Pieces pieces;
    private final Clock clock;

    DisclosureDesk(CallerDirectory directory, FactFinder facts, Pieces pieces, Clock clock) {
        this.directory = directory;
        this.policy = directory.sharing();
        this.facts = facts;
        this.pieces = pieces;
        this.clock = clock;
    }

    @Override
    public Sight sight(Caller caller, Collection<String> patients) {
        return new Seen(caller, Set.copyOf(patients));
    }

    @Override
    public List<Piece> pieces(Resource resource) {
        return pieces.of(resource);
    }

    @Override
    public boolean keepsAnything(Caller caller) {
        return !isOpenTo(caller) || facts.anything();
    }

    private boolean isOpenTo(Caller caller) {
        return directory.facilities().stream()
                .filter(owner -> !owner.equals(caller.facility()))
                .allMatch(owner ->
                        Arrays.stream(DataCategory.values()).allMatch(category -> isOpen(caller, owner, category)));
    }

    private boolean isOpen(Caller caller, String owner, DataCategory category) {
        return policy.of(owner, category, caller.purpose(), caller.facility()) == Openness.OPEN
                || caller.hasRole(Role.STEWARD) && category == DataCategory.DEMOGRAPHICS;
    }

    private final class Seen implements Sight {
        private final Caller caller;
        private final Set<String> patients;
        private final Instant now = clock.instant();
        private Map<String, Facts> known;

        Seen(Caller caller, Set<String> patients) {
            this.caller = caller;
            this.patients = patients;
        }

        private Facts of(String patient) {
            if (patient == null) {
                return Facts.NONE;
            }
            if (known == null) {
                Set<String> all = new HashSet<>(patients);
                all.add(patient);
                known = facts.find(caller, all, now);
            }
            return known.computeIfAbsent(
                    patient, one -> facts.find(caller, List.of(one), now).getOrDefault(one, Facts.NONE));
        }

        @Override
        public boolean sees(Piece piece) {
            return Verdict.needsNoFacts(caller, piece) || Verdict.sees(policy, caller, piece, of(piece.patient()), now);
        }

        @Override
        public boolean seesAll(String patient, Collection<DataCategory> categories) {
            Facts person = of(patient);
            Set<String> others = new HashSet<>(person.holders());
            others.remove(caller.facility());
            Set<String> sensitive = new HashSet<>(person.sensitiveHolders());
            sensitive.remove(caller.facility());
            return sensitive.isEmpty()
                    && others.stream().allMatch(owner -> categories.stream()
                            .allMatch(category -> sees(Piece.of("", owner, patient, category))));
        }

        @Override
        public Set<String> owners(Collection<String> about, Collection<DataCategory> categories) {
            return directory.facilities().stream()
                    .filter(owner -> owner.equals(caller.facility())
                            || categories.stream().anyMatch(category -> opens(owner, category, about)))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private boolean opens(String owner, DataCategory category, Collection<String> about) {
            return about.isEmpty()
                    ? isOpen(caller, owner, category)
                    : about.stream().allMatch(patient -> sees(Piece.of("", owner, patient, category)));
        }
    }
}
