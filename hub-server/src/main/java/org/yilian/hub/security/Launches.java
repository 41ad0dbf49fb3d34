package org.yilian.hub.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a person was looking at when they opened an app (EHR launch of SMART App Launch): an opaque handle instead of a
 * patient in an address. Valid for its user only and for ten minutes; in memory of one node, as sessions are.
 */
@Component
public class Launches {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Launch> open =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

    private record Launch(String user, String patient) {}

    /**
     * @param patient id of the Patient, without the type
     * @return the handle for the app's {@code launch} parameter
     */
    public String open(String user, String patient) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(handle, new Launch(user, patient));
        return handle;
    }

    /** The patient of a handle, empty if it is not one that this user got. */
    public Optional<String> patient(String user, String handle) {
        return Optional.ofNullable(open.getIfPresent(handle))
                .filter(launch -> launch.user().equals(user))
                .map(Launch::patient);
    }
}
