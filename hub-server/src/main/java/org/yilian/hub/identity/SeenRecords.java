package org.yilian.hub.identity;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/** Source records as who asks may see them. To an answer, what is kept does not exist: nobody is found by it. */
@Component
class SeenRecords {
    private final AccessPolicy policy;

    SeenRecords(AccessPolicy policy) {
        this.policy = policy;
    }

    /** Those of the records that the caller may see, in their order. */
    List<People.PersonLink> by(Caller caller, Collection<People.PersonLink> records) {
        return policy.visible(
                caller,
                records,
                each -> Piece.of(
                        "Patient/" + each.patient(), each.facility(), each.patient(), DataCategory.DEMOGRAPHICS));
    }
}
