package org.yilian.hub.facility;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Checks {@code apps} of {@code region.yaml}; each mistake is a {@link RegionMistake}. */
final class AppCheck {
    private static final String SAFE = "must be https addresses without fragment, or http of this machine";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final BiFunction<String, String, RegionMistake> mistake;
    private final Set<String> names;

    /** @param names what stands in the region already; an app's id is none of its clients' */
    AppCheck(BiFunction<String, String, RegionMistake> mistake, Set<String> names) {
        this.mistake = mistake;
        this.names = names;
    }

    List<RegionApp> check(List<RegionApp> apps) {
        for (int i = 0; i < apps.size(); i++) {
            check("apps[" + i + "]", apps.get(i));
        }
        return apps;
    }

    private void check(String key, RegionApp app) {
        require(
                app.id() != null && app.id().matches("[A-Za-z0-9._-]{1,40}"),
                key + ".id",
                "must be 1-40 of letters, digits, dot, dash and underscore");
        require(names.add("client " + app.id()), key + ".id", "stands twice");
        require(app.nameZh() != null, key + ".nameZh", "is missing");
        require(app.scopes() != null && !app.scopes().isBlank(), key + ".scopes", "is missing");
        require(!app.redirectUris().isEmpty(), key + ".redirectUris", "needs at least one address");
        app.redirectUris().forEach(uri -> require(isSafe(uri), key + ".redirectUris", SAFE));
        require(app.launchUri() == null || isSafe(app.launchUri()), key + ".launchUri", SAFE);
    }

    private static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && uri.getFragment() == null
                && uri.getUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }

    private void require(boolean holds, String key, String reason) {
        if (!holds) {
            throw mistake.apply(key, reason);
        }
    }
}
