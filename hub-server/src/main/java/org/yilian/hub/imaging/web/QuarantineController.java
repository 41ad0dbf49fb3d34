package org.yilian.hub.imaging.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.index.Quarantine;
import org.yilian.hub.imaging.ingest.QuarantineDesk;

/** Refused objects for operators: listed, released, discarded. */
@RestController
@RequestMapping("/api/imaging/quarantine")
class QuarantineController {
    private static final int MAX_LIMIT = 200;

    private final Quarantine quarantine;
    private final QuarantineDesk desk;
    private final ImagingAccess access;

    QuarantineController(Quarantine quarantine, QuarantineDesk desk, ImagingAccess access) {
        this.quarantine = quarantine;
        this.desk = desk;
        this.access = access;
    }

    /** Why an operator decides so; kept. */
    record Decision(String reason) {}

    @GetMapping
    Map<String, Object> list(
            @RequestParam(defaultValue = "HELD") Quarantine.State state,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "50") int limit) {
        access.operator();
        int bounded = Math.max(1, Math.min(MAX_LIMIT, limit));
        List<Quarantine.Held> found = quarantine.list(state, before, bounded);
        List<Map<String, Object>> items = new ArrayList<>();
        found.forEach(held -> items.add(item(held)));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next", found.size() == bounded ? found.get(found.size() - 1).id() : null);
        return page;
    }

    @PostMapping("/{id}/release")
    Map<String, Object> release(@PathVariable long id, @RequestBody Decision decision) throws IOException {
        desk.release(id, access.operator(), reason(decision));
        return item(quarantine.find(id).orElseThrow(Refusal::notFound));
    }

    @PostMapping("/{id}/discard")
    Map<String, Object> discard(@PathVariable long id, @RequestBody Decision decision) {
        desk.discard(id, access.operator(), reason(decision));
        return item(quarantine.find(id).orElseThrow(Refusal::notFound));
    }

    static String reason(Decision decision) {
        if (decision == null || decision.reason() == null || decision.reason().isBlank()) {
            throw Refusal.bad("A decision needs a reason");
        }
        String reason = decision.reason().strip();
        return reason.length() <= 400 ? reason : reason.substring(0, 400);
    }

    private static Map<String, Object> item(Quarantine.Held held) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", held.id());
        item.put("facility", held.facility());
        item.put("source", held.source());
        item.put("reason", held.reason());
        item.put("state", held.state());
        item.put("studyUid", held.studyUid());
        item.put("sopUid", held.sopUid());
        item.put("sopClass", held.sopClass());
        item.put("transferSyntax", held.transferSyntax());
        item.put("size", held.object().size());
        item.put("receivedAt", held.receivedAt());
        item.put("repeated", held.repeated());
        item.put("decidedAt", held.decidedAt());
        item.put("decidedBy", held.decidedBy());
        item.put("note", held.note());
        return item;
    }
}
