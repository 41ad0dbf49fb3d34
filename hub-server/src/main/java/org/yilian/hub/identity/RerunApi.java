package org.yilian.hub.identity;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/identity/reruns}: links decided anew after a change of the rules. */
@RestController
@RequestMapping("/api/identity/reruns")
class RerunApi {
    private final RerunDesk desk;

    RerunApi(RerunDesk desk) {
        this.desk = desk;
    }

    /** @param dryRun true unless it says otherwise */
    record Wish(Boolean dryRun, String reason) {}

    @GetMapping
    RerunDesk.Overview overview() {
        return desk.overview();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rerun start(@RequestBody Wish wish) {
        return desk.start(wish.dryRun() == null || wish.dryRun(), wish.reason());
    }

    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rerun stop(@PathVariable long id) {
        return desk.stop(id);
    }

    @GetMapping("/{id}/changes")
    RerunDesk.Listed changes(@PathVariable long id, @RequestParam(defaultValue = "0") int from) {
        return desk.changes(id, Math.max(0, from));
    }
}
