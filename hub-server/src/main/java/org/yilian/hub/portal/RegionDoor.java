package org.yilian.hub.portal;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.HubSettings;

/**
 * {@code GET /app/region}: the names that pages show before and after anybody has logged in. Open to everybody: it says
 * which hospitals take part, as any sign at their doors does, and whether the sample region's users may be offered.
 */
@RestController
class RegionDoor {
    private final Region region;
    private final boolean demo;

    RegionDoor(Region region, HubSettings hub) {
        this.region = region;
        demo = hub.demo();
    }

    @GetMapping("/app/region")
    About region() {
        return new About(
                region.nameZh(),
                region.nameEn(),
                region.zone().getId(),
                demo,
                region.facilities().stream().map(RegionDoor::member).toList());
    }

    private static Member member(Facility facility) {
        return new Member(
                facility.code(),
                facility.nameZh(),
                facility.nameEn(),
                facility.level().name());
    }

    record About(String nameZh, String nameEn, String zone, boolean demo, List<Member> facilities) {}

    record Member(String code, String nameZh, String nameEn, String level) {}
}
