package org.yilian.hub.workbench;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.RegionMistake;
import org.yilian.hub.facility.RegionReload;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** {@code /api/region}: which profiles are in use, and reading them again. For the region's own operators. */
@RestController
@RequestMapping("/api/region")
class RegionApi {
    private final RegionReload reload;
    private final AccessPolicy policy;
    private final AuditTrail audit;

    RegionApi(RegionReload reload, AccessPolicy policy, AuditTrail audit) {
        this.reload = reload;
        this.policy = policy;
        this.audit = audit;
    }

    /** Why a description was refused; nothing of it holds then. */
    record Mistake(String code, String file, String key, String reason) {}

    @GetMapping("/profiles")
    Map<String, String> profiles() {
        regionsOwn();
        return reload.versions();
    }

    @PostMapping("/reload")
    ResponseEntity<Object> reload() {
        regionsOwn();
        audit.record(Access.read(Door.REGION, null, List.of("urn:yilian:region"), List.of())
                .as(Access.Action.UPDATE, "reload"));
        try {
            return ResponseEntity.ok(reload.reload());
        } catch (RegionMistake e) {
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_ENTITY)
                    .body(new Mistake("HUB-0801", e.file(), e.key(), e.reason()));
        }
    }

    private void regionsOwn() {
        Caller caller = policy.requireRead(Door.REGION);
        if (caller.facility() != null) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0802", "the region's own operators only");
        }
    }
}
