package org.yilian.hub.imaging.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.imaging.check.ArchiveCheck;

/** What store and index do not agree on, for operators. */
@RestController
@RequestMapping("/api/imaging/check")
class ArchiveCheckController {
    private static final int MAX_LIMIT = 1_000;

    private final ArchiveCheck check;
    private final ImagingAccess access;

    ArchiveCheckController(ArchiveCheck check, ImagingAccess access) {
        this.check = check;
        this.access = access;
    }

    /** The last comparison, null before the first, and what was found and still holds. */
    @GetMapping
    Map<String, Object> last(@RequestParam(defaultValue = "100") int limit) {
        access.operator();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("last", check.last().orElse(null));
        answer.put("findings", check.findings(Math.max(1, Math.min(MAX_LIMIT, limit))));
        return answer;
    }

    /** Begins one now. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void start() {
        access.operator();
        check.start();
    }
}
