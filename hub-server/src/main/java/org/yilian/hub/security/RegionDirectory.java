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

/** The clients and users of {@code region.yaml}. */
@Component
class RegionDirectory implements CallerDirectory {
    private final List<Client> clients;
    private final List<User> users;
    private final Set<String> facilities;

    RegionDirectory(Region region) {
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
        facilities = region.facilities().stream().map(Facility::code).collect(Collectors.toUnmodifiableSet());
    }

    private static Client client(String facility, Facility.Client client) {
        Set<String> scopes = client.scopes() == null
                ? Set.of()
                : Arrays.stream(client.scopes().trim().split("\\s+"))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toSet());
        URI jwksUri = client.jwksUri() == null ? null : URI.create(client.jwksUri());
        return new Client(client.id(), facility, client.secret(), client.jwks(), jwksUri, scopes);
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
    public Set<String> facilities() {
        return facilities;
    }
}
