package org.yilian.hub.sharing;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Guests;

/** The holder of an opened link: known on the paths of that one study only, and only while the link holds. */
@Component
class Visitor implements Guests {
    static final String COOKIE = "YILIAN-SHARE";
    static final String STUDIES = "/dicomweb/studies/";

    private final Shares shares;
    private final SharingSettings settings;
    private final Clock clock;

    Visitor(Shares shares, SharingSettings settings, Clock clock) {
        this.shares = shares;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> callerOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!path.startsWith(STUDIES) || request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(session -> shares.bySession(Secrets.hash(session)))
                .filter(share -> share.state(clock.instant(), settings.mostTries()) == Share.State.OPEN)
                .filter(share -> (path + "/").startsWith(STUDIES + share.studyUid() + "/"))
                .map(Visitor::of);
    }

    static Caller of(Share share) {
        return Caller.guest("share/" + share.id(), share.studyUid());
    }
}
