package org.yilian.hub.imaging.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.index.Removals;
import org.yilian.hub.imaging.removal.Removal;

/**
 * {@code DELETE} of a study, series or instance by the hospital that owns it, as archives have it beside the standard; holding
 * and its history for operators.
 */
@RestController
class RemovalController {
    private static final String STUDY = DicomWeb.PATH + "/studies/{study}";
    private static final String DESK = "/api/imaging/studies/{study}";

    private final Removal removal;
    private final Removals removals;
    private final ImagingAccess access;

    RemovalController(Removal removal, Removals removals, ImagingAccess access) {
        this.removal = removal;
        this.removals = removals;
        this.access = access;
    }

    @DeleteMapping(STUDY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void study(@PathVariable String study, @RequestParam String reason) {
        remove(study, null, null, reason);
    }

    @DeleteMapping(STUDY + "/series/{series}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void series(@PathVariable String study, @PathVariable String series, @RequestParam String reason) {
        remove(study, series, null, reason);
    }

    @DeleteMapping(STUDY + "/series/{series}/instances/{instance}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void instance(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @RequestParam String reason) {
        remove(study, series, instance, reason);
    }

    private void remove(String study, String series, String instance, String reason) {
        String facility = access.storingFacility().code();
        String why = QuarantineController.reason(new QuarantineController.Decision(reason));
        access.removed(
                study,
                () -> removal.remove(study, series, instance, new Removal.Order(facility, access.source(), why)));
    }

    @PostMapping(DESK + "/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(@PathVariable String study, @RequestBody QuarantineController.Decision decision) {
        removal.hold(study, access.operator(), QuarantineController.reason(decision));
    }

    @PostMapping(DESK + "/free")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void free(@PathVariable String study, @RequestBody QuarantineController.Decision decision) {
        removal.free(study, access.operator(), QuarantineController.reason(decision));
    }

    @GetMapping(DESK + "/acts")
    Map<String, List<Removals.Done>> acts(@PathVariable String study) {
        access.operator();
        return Map.of("items", removals.history(study));
    }
}
