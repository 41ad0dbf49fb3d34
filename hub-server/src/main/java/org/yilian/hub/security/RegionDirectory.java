package org.yilian.hub.security;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.facility.RegionApp;
import org.yilian.hub.facility.SharePolicy;

/** The clients and users of {@code region.yaml}. */
@Component
class RegionDirectory implements CallerDirectory {
    private final List<Client> clients;
    private final List<User> users;
    private final List<App> apps;
    private final String region;
    private final Set<String> facilities;
    private final SharePolicy sharing;

    RegionDirectory(Region region) {
        this.region = region.code();
        clients = region.facilities().stream()
                .flatMap(facility -> facility.clients().stream().map(client -> client(facility.code(), client)))
                .toList();
        users = region.users().stream()
                .map(user -> new User(
                        user.name(),
                        user.display(),
                        Set.copyOf(user.roles()),
                        user.facility(),
                        user.password(),
                        user.totp()))
                .toList();
        apps = region.apps().stream().map(RegionDirectory::app).toList();
        facilities = region.facilities().stream().map(Facility::code).collect(Collectors.toUnmodifiableSet());
        sharing = region.sharing();
    }

    private static Client client(String facility, Facility.Client client) {
        URI jwksUri = client.jwksUri() == null ? null : URI.create(client.jwksUri());
        return new Client(
                client.id(),
                facility,
                client.secret(),
                client.jwks(),
                jwksUri,
                words(client.scopes()),
                Set.copyOf(client.fingerprints()));
    }

    private static App app(RegionApp app) {
        return new App(
                new Client(app.id(), null, app.secret(), app.jwks(), null, words(app.scopes())),
                app.nameZh(),
                app.nameEn(),
                app.redirectUris(),
                app.launchUri());
    }

    private static Set<String> words(String scopes) {
        return scopes == null
                ? Set.of()
                : Arrays.stream(scopes.trim().split("\\s+"))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toSet());
    }

    @Override
    public Collection<Client> clients() {
        return clients;
    }

    @Override
    public Collection<User> users() {
        return users;
    }

    @Override
    public Collection<App> apps() {
        return apps;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public Set<String> facilities() {
        return facilities;
    }

    @Override
    public SharePolicy sharing() {
        return sharing;
    }
}
