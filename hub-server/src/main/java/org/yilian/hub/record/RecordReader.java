package org.yilian.hub.record;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Single resources of the record for other features, in the caller's transaction. Who may see them is the caller's question. */
@Component
public class RecordReader {
    private final RecordState state;
    private final ResourceStore store;

    RecordReader(RecordState state, ResourceStore store) {
        this.state = state;
        this.store = store;
    }

    /** The resource as it is now; empty if nothing was ever written there, or it was deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T extends Resource> Optional<T> read(Class<T> type, String id) {
        // HAPI's own "not found" would make the caller's transaction one that can only be rolled back.
        String name = type.getSimpleName();
        return entry(name, id).map(known -> type.cast(store.read(name, id)));
    }

    /** Resources of these patients, by the search parameter {@code subject}; at most so many. */
    @Transactional(readOnly = true)
    public <T extends Resource> List<T> ofPatients(Class<T> type, Collection<String> patients, int most) {
        return store.ofPatients(type.getSimpleName(), patients, most).stream()
                .map(type::cast)
                .toList();
    }

    /** Which of these resources there are. One question to the database, however many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<String> existing(String type, Collection<String> ids) {
        return state.load(ids).values().stream()
                .filter(entry -> entry.type().equals(type))
                .map(RecordState.Entry::id)
                .collect(Collectors.toSet());
    }

    /** Where the resource came from, see {@link RecordWritten#origin()}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> origin(String type, String id) {
        return entry(type, id).map(RecordState.Entry::origin);
    }

    private Optional<RecordState.Entry> entry(String type, String id) {
        return Optional.ofNullable(state.load(List.of(id)).get(type + "/" + id));
    }
}
