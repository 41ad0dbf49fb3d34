package org.yilian.hub.emergency;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/emergency}: opened by doctors, judged by auditors. */
@RestController
@RequestMapping("/api/emergency")
class EmergencyApi {
    private final EmergencyDesk desk;

    EmergencyApi(EmergencyDesk desk) {
        this.desk = desk;
    }

    record Wish(String number, String reason) {
        @Override
        public String toString() {
            return "Wish";
        }
    }

    record Judgement(Boolean justified, String note) {}

    record Listed(List<Opening> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    EmergencyDesk.Opened open(@RequestBody Wish wish) {
        return desk.open(wish.number(), wish.reason());
    }

    /** @param all those already judged, too */
    @GetMapping
    Listed list(@RequestParam(defaultValue = "false") boolean all) {
        return new Listed(desk.list(!all));
    }

    @PostMapping("/{id}/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(@PathVariable long id, @RequestBody Judgement judgement) {
        desk.review(id, judgement.justified(), judgement.note());
    }
}
