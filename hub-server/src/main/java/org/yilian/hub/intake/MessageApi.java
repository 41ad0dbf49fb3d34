package org.yilian.hub.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** {@code /api/messages}: the message log of the console. Every look at content is audited. */
@RestController
@RequestMapping("/api/messages")
class MessageApi {
    private static final int MOST_PER_PAGE = 200;
    private static final int PER_PAGE = 50;

    private final MessageConsole console;
    private final Intake intake;
    private final MessageAccess access;
    private final PatientKeys patientKeys;

    MessageApi(MessageConsole console, Intake intake, MessageAccess access, PatientKeys patientKeys) {
        this.patientKeys = patientKeys;
        this.console = console;
        this.intake = intake;
        this.access = access;
    }

    record Reason(String reason) {}

    record Repair(String raw, String reason) {}

    record Range(InboxState state, String facility, Instant from, Instant to, String reason) {}

    /** Null and blank parts do not filter. */
    record Search(
            InboxState state,
            String facility,
            String type,
            String controlId,
            String errorCode,
            String remark,
            Instant from,
            Instant to,
            String patientNumber,
            Long before,
            Integer limit) {

        MessageFilter filter(String visible, List<String> patients) {
            return new MessageFilter(
                    state,
                    visible,
                    blankToNull(type),
                    blankToNull(controlId),
                    blankToNull(errorCode),
                    blankToNull(remark),
                    from,
                    to,
                    patients,
                    null,
                    before,
                    limit == null ? PER_PAGE : Math.max(1, Math.min(limit, MOST_PER_PAGE)));
        }

        /** Nothing of the patient. */
        @Override
        public String toString() {
            return "Search[" + facility + "]";
        }
    }

    @GetMapping
    MessageQueries.Page list(
            @RequestParam(required = false) InboxState state,
            @RequestParam(required = false) String facility,
            @RequestParam(required = false) String type,
            @RequestParam(required = false) String controlId,
            @RequestParam(required = false) String errorCode,
            @RequestParam(required = false) String remark,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "50") int limit) {
        return console.list(
                new Search(state, facility, type, controlId, errorCode, remark, from, to, null, before, limit)
                        .filter(access.list(blankToNull(facility)), List.of()));
    }

    /** The same with a patient's number, which belongs in a body and never in an address. */
    @PostMapping("/search")
    MessageQueries.Page search(@RequestBody Search search) {
        String visible = access.list(blankToNull(search.facility()));
        if (blankToNull(search.patientNumber()) == null) {
            return console.list(search.filter(visible, List.of()));
        }
        List<String> patients = patientKeys.of(visible, search.patientNumber());
        access.searched(patients);
        return console.list(search.filter(visible, patients));
    }

    @GetMapping("/{id}")
    MessageView read(@PathVariable long id) {
        MessageQueries.Detail detail = console.detail(id);
        access.read(id, detail);
        return MessageView.of(detail);
    }

    @PostMapping("/{id}/replay")
    Map<String, Object> replay(@PathVariable long id, @RequestBody(required = false) Reason body) {
        String actor = access.manage("replay", id, facilityOf(id));
        console.replay(id, actor, body == null ? null : body.reason());
        return Map.of("id", id, "state", InboxState.RECEIVED);
    }

    @PostMapping("/{id}/repair")
    Map<String, Object> repair(@PathVariable long id, @RequestBody Repair body) {
        String actor = access.manage("repair", id, facilityOf(id));
        if (body.raw() == null || body.reason() == null || body.reason().isBlank()) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0126", "a repair needs raw text and a reason");
        }
        return Map.of("id", console.repair(id, body.raw(), actor, body.reason(), intake));
    }

    @PostMapping("/replay")
    Map<String, Object> replayAll(@RequestBody Range range) {
        String actor = access.manage("replay", 0, blankToNull(range.facility()));
        if (range.state() == null || range.reason() == null || range.reason().isBlank()) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0127", "a bulk replay needs a state and a reason");
        }
        int count = console.replayAll(
                range.state(), blankToNull(range.facility()), range.from(), range.to(), actor, range.reason());
        return Map.of("count", count);
    }

    private String facilityOf(long id) {
        return console.detail(id).item().facility();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
