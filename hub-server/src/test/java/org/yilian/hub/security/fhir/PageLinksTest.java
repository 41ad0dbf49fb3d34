package org.yilian.hub.security.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.security.Caller;

class PageLinksTest {
    private static final Caller H001 = Caller.system("h001", "H001", Set.of());
    private static final Reach VISITS = new Reach(Set.of(DataCategory.VISITS, DataCategory.OTHER), false);

    @Test
    void opensToWhoSearchedWithWhatTheSearchWentThrough() {
        assertThat(PageLinks.open(PageLinks.name(H001, VISITS), H001)).contains(VISITS);
        assertThat(PageLinks.open(PageLinks.name(H001, Reach.NONE), H001)).contains(Reach.NONE);
    }

    @Test
    void opensToNobodyElse() {
        String name = PageLinks.name(H001, VISITS);
        assertThat(PageLinks.open(name, Caller.system("h002", "H002", Set.of())))
                .isEmpty();
        assertThat(PageLinks.open(name, Caller.system("h001", "H002", Set.of())))
                .isEmpty();
        assertThat(PageLinks.open(name, new Caller("h001", "H001", Set.of(), Set.of("DOCTOR"))))
                .isEmpty();
    }

    @Test
    void doesNotOpenWhenItSaysItWentThroughNothing() {
        String name = PageLinks.name(H001, VISITS);
        String none = "%03x".formatted(Reach.NONE.number());
        assertThat(PageLinks.open(name.substring(0, 22) + none + name.substring(25), H001))
                .isEmpty();
    }

    @Test
    void fitsIntoTheStoresColumn() {
        assertThat(PageLinks.name(H001, VISITS))
                .hasSizeLessThanOrEqualTo(48)
                .isNotEqualTo(PageLinks.name(H001, VISITS));
    }

    @Test
    void whatTheHubDidNotNameOpensToNobody() {
        assertThat(PageLinks.open("0b3c2d1e-8f5a-4e58-8e0a-6b1f3c1f2a77", H001)).isEmpty();
        assertThat(PageLinks.open(null, H001)).isEmpty();
        assertThat(PageLinks.open("", H001)).isEmpty();
    }
}
