package org.yilian.hub.portal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.AppGrants;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Door;

/**
 * {@code /api/app-grants}: the apps that work for a person now, and the end of it. An operator sees and ends what people of
 * their hospital granted, one of the region what anybody did. What is revoked opens nothing with the app's next request.
 */
@RestController
@RequestMapping("/api/app-grants")
class AppGrantsDoor {
    private final AppGrants grants;
    private final CallerDirectory directory;
    private final AccessPolicy policy;
    private final AuditTrail audit;

    AppGrantsDoor(AppGrants grants, CallerDirectory directory, AccessPolicy policy, AuditTrail audit) {
        this.grants = grants;
        this.directory = directory;
        this.policy = policy;
        this.audit = audit;
    }

    /** @param since of the oldest grant, {@code until} of the last to end: one line for an app and a person */
    record Line(
            String app,
            String nameZh,
            String nameEn,
            String user,
            String display,
            String facility,
            Instant since,
            Instant until) {}

    record Listed(List<Line> items) {}

    /** @param user whose grants; the caller's own if absent */
    record Wish(String app, String user) {}

    private record Same(String app, String user) {}

    @GetMapping
    Listed own() {
        Caller caller = policy.requireRead(Door.APP_GRANTS);
        return new Listed(lines(grants.of(caller.name())));
    }

    @GetMapping("/all")
    Listed all() {
        Caller caller = policy.requireRead(Door.APP_GRANTS_OF_ALL);
        return new Listed(lines(grants.all().stream()
                .filter(grant -> looksAfter(caller, grant.facility()))
                .toList()));
    }

    @PostMapping("/revocations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestBody Wish wish) {
        Caller caller = policy.requireRead(Door.APP_GRANTS);
        String user = wish.user() == null ? caller.name() : wish.user();
        boolean own = user.equals(caller.name());
        if (!own) {
            policy.requireRead(Door.APP_GRANTS_OF_ALL);
        }
        boolean allowed = own || grants.of(user).stream().allMatch(grant -> looksAfter(caller, grant.facility()));
        if (wish.app() == null || !allowed || grants.revoke(wish.app(), user) == 0) {
            throw new HubFailure(FailureCategory.NOT_FOUND, "HUB-0765", "no such grant to an app");
        }
        audit.record(Access.query(
                        own ? Door.APP_GRANTS : Door.APP_GRANTS_OF_ALL,
                        null,
                        "app=" + wish.app() + "&user=" + user,
                        List.of(),
                        List.of())
                .as(Access.Action.DELETE, "revoke-app"));
    }

    private static boolean looksAfter(Caller operator, String facility) {
        return operator.facility() == null || operator.facility().equals(facility);
    }

    private List<Line> lines(List<AppGrants.Grant> newestFirst) {
        Map<String, CallerDirectory.App> apps =
                directory.apps().stream().collect(Collectors.toMap(CallerDirectory.App::id, Function.identity()));
        Map<String, String> names = directory.users().stream()
                .filter(user -> user.display() != null)
                .collect(Collectors.toMap(CallerDirectory.User::name, CallerDirectory.User::display));
        return newestFirst.stream()
                .collect(Collectors.groupingBy(grant -> new Same(grant.app(), grant.user())))
                .values()
                .stream()
                .map(same -> line(same, apps.get(same.get(0).app()), names))
                .sorted(Comparator.comparing(Line::since).reversed())
                .toList();
    }

    private static Line line(List<AppGrants.Grant> same, CallerDirectory.App app, Map<String, String> names) {
        AppGrants.Grant newest = same.get(0);
        return new Line(
                newest.app(),
                app == null ? newest.app() : app.nameZh(),
                app == null ? newest.app() : app.nameEn(),
                newest.user(),
                Objects.requireNonNullElse(names.get(newest.user()), newest.user()),
                newest.facility(),
                same.get(same.size() - 1).since(),
                same.stream()
                        .map(AppGrants.Grant::until)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
