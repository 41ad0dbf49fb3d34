package org.yilian.hub.sharing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/shared/open}: where a patient's link is opened. The one door of this feature that needs no session. */
@RestController
class SharedLinkDoor {
    private static final int LONGEST = 200;

    private final ShareOpening opening;

    SharedLinkDoor(ShareOpening opening) {
        this.opening = opening;
    }

    record Try(String token, String code) {
        boolean whole() {
            return token != null && code != null && token.length() <= LONGEST && code.length() <= LONGEST;
        }

        @Override
        public String toString() {
            return "Try";
        }
    }

    record Opened(String study, Instant expiresAt) {}

    @PostMapping("/api/shared/open")
    ResponseEntity<Object> open(@RequestBody Try said, HttpServletRequest request) {
        String token = said.whole() ? said.token() : "";
        String code = said.whole() ? said.code() : "";
        ShareOpening.Opened opened = opening.open(token, code, request.getRemoteAddr());
        return switch (opened.result()) {
            case OPENED ->
                ResponseEntity.ok()
                        .header(HttpHeaders.SET_COOKIE, cookie(opened, request.isSecure()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new Opened(
                                opened.share().studyUid(), opened.share().expiresAt()));
            case WRONG -> refusal(403, "HUB-1204", "Link or pass code is wrong", Duration.ZERO);
            case WAIT -> refusal(429, "HUB-1205", "Too many tries: wait, then try again", opened.pause());
            case ENDED -> refusal(410, "HUB-1206", "This link is no longer valid", Duration.ZERO);
        };
    }

    /** Gone with the browser; whether it still opens anything is asked with every request. */
    private static String cookie(ShareOpening.Opened opened, boolean secure) {
        return ResponseCookie.from(Visitor.COOKIE, opened.session())
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(Visitor.STUDIES + opened.share().studyUid())
                .build()
                .toString();
    }

    private static ResponseEntity<Object> refusal(int status, String code, String text, Duration pause) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(text);
        problem.setProperty("code", code);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(pause.toSeconds() + 1));
        }
        return answer.body(problem);
    }
}
