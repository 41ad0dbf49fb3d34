package org.yilian.hub.portal;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.SignInSettings;

/**
 * {@code GET /app/region}: the names that pages show before and after anybody has logged in. Open to everybody: it says
 * which hospitals take part, as any sign at their doors does, and whether the sample region's users may be offered.
 */
@RestController
class RegionDoor {
    private final Region region;
    private final boolean demo;
    private final SignIn signIn;

    RegionDoor(Region region, HubSettings hub, SignInSettings issuer) {
        this.region = region;
        demo = hub.demo();
        signIn = issuer.wanted() ? new SignIn(issuer.nameZh(), issuer.nameEn()) : null;
    }

    @GetMapping("/app/region")
    About region() {
        return new About(
                region.nameZh(),
                region.nameEn(),
                region.zone().getId(),
                demo,
                signIn,
                region.facilities().stream().map(RegionDoor::member).toList());
    }

    private static Member member(Facility facility) {
        return new Member(
                facility.code(),
                facility.nameZh(),
                facility.nameEn(),
                facility.level().name());
    }

    /** @param signIn null where nobody but the hub knows its users */
    record About(String nameZh, String nameEn, String zone, boolean demo, SignIn signIn, List<Member> facilities) {}

    /** What an issuer of accounts is called. */
    record SignIn(String nameZh, String nameEn) {}

    record Member(String code, String nameZh, String nameEn, String level) {}
}
