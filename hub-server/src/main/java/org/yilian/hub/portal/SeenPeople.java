package org.yilian.hub.portal;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/** The source records of a person as who asks may see them. */
@Component
class SeenPeople implements PersonSearch.Seen {
    private final AccessPolicy policy;

    SeenPeople(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public List<PersonSearch.SourceRecord> apply(List<PersonSearch.SourceRecord> records) {
        return policy.visible(
                Caller.current(),
                records,
                each -> Piece.of(
                        "Patient/" + each.patient(), each.facility(), each.patient(), DataCategory.DEMOGRAPHICS));
    }
}
