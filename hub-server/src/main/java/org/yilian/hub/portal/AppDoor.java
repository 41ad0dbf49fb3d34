package org.yilian.hub.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Launches;

/**
 * {@code GET /api/apps}: what can be opened from the portal; {@code POST /api/people/{person}/launches}: the address that
 * opens an app with a person in view (EHR launch of SMART App Launch 2.2). The address carries no patient.
 */
@RestController
class AppDoor {
    private final CallerDirectory directory;
    private final PersonSearch people;
    private final SeenPeople seen;
    private final Launches launches;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final HubSettings hub;

    AppDoor(
            CallerDirectory directory,
            PersonSearch people,
            SeenPeople seen,
            Launches launches,
            AccessPolicy policy,
            AuditTrail audit,
            HubSettings hub) {
        this.directory = directory;
        this.people = people;
        this.seen = seen;
        this.launches = launches;
        this.policy = policy;
        this.audit = audit;
        this.hub = hub;
    }

    record App(String id, String nameZh, String nameEn) {}

    record Ask(String app) {}

    record Launch(URI url) {}

    @GetMapping("/api/apps")
    List<App> apps() {
        policy.requireRead(Door.PORTAL);
        return directory.apps().stream()
                .filter(app -> app.launchUri() != null)
                .map(app -> new App(app.id(), app.nameZh(), app.nameEn()))
                .toList();
    }

    @PostMapping("/api/people/{person}/launches")
    Launch launch(@PathVariable long person, @RequestBody Ask ask, HttpServletRequest request) {
        Caller caller = policy.requireRead(Door.TIMELINE, "Patient");
        URI app = directory.apps().stream()
                .filter(each -> each.id().equals(ask.app()) && each.launchUri() != null)
                .map(CallerDirectory.App::launchUri)
                .findFirst()
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-1103", "no such app"));
        String patient = people.person(person, seen)
                .flatMap(found -> found.records().stream().min(nearest(caller.facility())))
                .map(PersonSearch.SourceRecord::patient)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-1104", "no such person"));
        List<String> named = List.of("Patient/" + patient);
        audit.record(Access.read(Door.TIMELINE, "Patient", named, named));
        return new Launch(UriComponentsBuilder.fromUri(app)
                .queryParam("iss", hub.addressFor(request) + "/fhir")
                .queryParam("launch", launches.open(caller.name(), patient))
                .encode()
                .build()
                .toUri());
    }

    /** The record of the caller's own hospital first: it is the one that its systems know. */
    private static Comparator<PersonSearch.SourceRecord> nearest(String facility) {
        return Comparator.comparing(record -> !record.facility().equals(facility));
    }
}
