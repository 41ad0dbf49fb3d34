package org.yilian.hub.sharing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/shares}: links for patients, made, listed and ended by those who may see the study. */
@RestController
@RequestMapping("/api/shares")
class ShareApi {
    private final ShareDesk desk;

    ShareApi(ShareDesk desk) {
        this.desk = desk;
    }

    /** @param hours how long the link lives; a day if not said */
    record Wish(String study, Integer hours) {}

    /** @param path of the link's page on the hub; the token is in the fragment, which no server logs */
    record Made(long id, String path, String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    record Listed(
            long id,
            Share.State state,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            int openings,
            Instant openedAt) {}

    @PostMapping
    Made make(@RequestBody Wish wish) {
        Duration life = Duration.ofHours(wish.hours() == null ? 24 : wish.hours());
        ShareDesk.Made made = desk.make(wish.study(), life);
        return new Made(
                made.share().id(),
                "/viewer/#share=" + made.token(),
                made.code(),
                made.share().expiresAt());
    }

    @GetMapping
    List<Listed> ofStudy(@RequestParam String study) {
        return desk.ofStudy(study).stream()
                .map(share -> new Listed(
                        share.id(),
                        desk.state(share),
                        share.createdBy(),
                        share.createdAt(),
                        share.expiresAt(),
                        share.openings(),
                        share.openedAt()))
                .toList();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable long id) {
        desk.revoke(id);
        return ResponseEntity.noContent().build();
    }
}
