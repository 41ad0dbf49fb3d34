package org.yilian.hub.imaging.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Guests;

/**
 * Readings of one study in Weasis, a program beside the browser that has none of its session. The address that starts it holds
 * a code, good once and for two minutes; the manifest that the code is exchanged for holds a key, which Weasis shows in a header:
 * good for an hour, for reading this study, as the user who opened it. In memory of one node, as sessions are.
 */
@Component
class WeasisVisits implements Guests {
    static final String HEADER = "X-Yilian-Visit";
    private static final Duration CODE = Duration.ofMinutes(2);
    private static final Duration VISIT = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, byte[]> manifests =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(CODE).build();
    private final Cache<String, Visit> visits =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(VISIT).build();

    private record Visit(Caller caller, String study) {}

    /**
     * Begins a visit of this caller.
     *
     * @param manifest made with the visit's key
     * @return the code for the manifest
     */
    String open(Caller caller, String study, Function<String, byte[]> manifest) {
        String key = secret();
        String code = secret();
        manifests.put(code, manifest.apply(key));
        visits.put(key, new Visit(caller, study));
        return code;
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Once. */
    Optional<byte[]> manifest(String code) {
        return Optional.ofNullable(manifests.asMap().remove(code));
    }

    @Override
    public Optional<Caller> callerOf(HttpServletRequest request) {
        String key = request.getHeader(HEADER);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return key == null || !reads
                ? Optional.empty()
                : Optional.ofNullable(visits.getIfPresent(key))
                        .filter(visit -> isOf(visit.study(), request))
                        .map(Visit::caller);
    }

    private static boolean isOf(String study, HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(DicomWeb.PATH)
                ? study.equals(request.getParameter("studyUID"))
                : (path + "/").startsWith(DicomWeb.PATH + "/studies/" + study + "/");
    }
}
