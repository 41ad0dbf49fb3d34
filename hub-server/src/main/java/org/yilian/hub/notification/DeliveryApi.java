package org.yilian.hub.notification;

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

/** {@code /api/deliveries}: what leaves the hub, for operators. Every look at content and every decision is audited. */
@RestController
@RequestMapping("/api/deliveries")
class DeliveryApi {
    private static final int MOST_PER_PAGE = 200;
    private static final int LONGEST_REASON = 400;

    private final DeliveryQueries queries;
    private final DeliveryConsole console;
    private final DeliveryAccess access;

    DeliveryApi(DeliveryQueries queries, DeliveryConsole console, DeliveryAccess access) {
        this.queries = queries;
        this.console = console;
        this.access = access;
    }

    record Reason(String reason) {}

    /** A message with its ledger; {@code raw} has one segment a line. */
    record View(DeliveryQueries.Item delivery, String raw, String charset, List<DeliveryQueries.Attempt> ledger) {}

    @GetMapping
    DeliveryQueries.Page list(
            @RequestParam(required = false) String destination,
            @RequestParam(required = false) DeliveryState state,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "50") int limit) {
        return queries.list(new DeliveryQueries.Filter(
                destination, access.list(), state, before, Math.max(1, Math.min(limit, MOST_PER_PAGE))));
    }

    @GetMapping("/counts")
    List<DeliveryQueries.Count> counts() {
        return queries.counts(access.list());
    }

    @GetMapping("/{id}")
    View read(@PathVariable long id) {
        DeliveryQueries.Detail detail = console.detail(id);
        access.read(detail);
        String raw = detail.raw() == null ? null : detail.raw().replace('\r', '\n');
        return new View(detail.item(), raw, detail.charset(), detail.ledger());
    }

    @PostMapping("/{id}/retry")
    Map<String, Object> retry(@PathVariable long id, @RequestBody Reason body) {
        String reason = reason(body);
        console.retry(id, access.manage("retry", console.detail(id)), reason);
        return Map.of("id", id);
    }

    @PostMapping("/{id}/skip")
    Map<String, Object> skip(@PathVariable long id, @RequestBody Reason body) {
        String reason = reason(body);
        console.skip(id, access.manage("skip", console.detail(id)), reason);
        return Map.of("id", id);
    }

    private static String reason(Reason body) {
        if (body.reason() == null || body.reason().isBlank() || body.reason().length() > LONGEST_REASON) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-0754", "a decision needs a reason of 1 to 400 characters");
        }
        return body.reason();
    }
}
