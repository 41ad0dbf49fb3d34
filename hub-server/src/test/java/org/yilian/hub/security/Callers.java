package org.yilian.hub.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A region of two hospitals with these clients, users and apps. */
public record Callers(Collection<Client> clients, Collection<User> users, Collection<App> apps)
        implements CallerDirectory {
    /** Nobody. */
    public static final Callers NONE = new Callers(List.of(), List.of(), List.of());

    @Override
    public String region() {
        return "REGION";
    }

    @Override
    public Set<String> facilities() {
        return Set.of("H001", "H002");
    }
}
