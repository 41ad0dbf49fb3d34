package org.yilian.hub.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Register;

/** The links as they stand while one record is decided about; what was read once is not read again. */
final class LinkedRecords implements Register {
    private final Links links;
    private final Rulings rulings;
    private final Map<String, Long> people = new HashMap<>();
    private final Map<Long, List<Profile>> records = new HashMap<>();
    private final Map<String, Rulings.About> ruled = new HashMap<>();

    LinkedRecords(Links links, Rulings rulings) {
        this.links = links;
        this.rulings = rulings;
    }

    @Override
    public Collection<Profile> candidates(Profile record) {
        List<Links.Linked> found =
                links.candidates(record.traits().patient(), Keys.of(record).all());
        found.forEach(each -> people.put(each.record().traits().patient(), each.person()));
        return found.stream().map(Links.Linked::record).toList();
    }

    @Override
    public OptionalLong personOf(String patient) {
        Long person = people.containsKey(patient)
                ? people.get(patient)
                : links.personOf(patient).orElse(null);
        return person == null ? OptionalLong.empty() : OptionalLong.of(person);
    }

    @Override
    public List<Profile> recordsOf(long person) {
        return records.computeIfAbsent(person, key -> {
            List<Profile> found = links.recordsOf(key);
            ask(found.stream().map(each -> each.traits().patient()));
            return found;
        });
    }

    private void ask(Stream<String> patients) {
        Set<String> unknown = patients.filter(each -> !ruled.containsKey(each)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            ruled.putAll(rulings.about(unknown));
        }
    }

    private Rulings.About about(String patient) {
        ask(Stream.of(patient));
        return ruled.get(patient);
    }

    @Override
    public Set<String> ruledOut(String patient) {
        return about(patient).different();
    }

    @Override
    public Set<String> ruledSame(String patient) {
        return about(patient).same();
    }
}
