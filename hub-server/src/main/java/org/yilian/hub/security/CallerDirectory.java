package org.yilian.hub.security;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yilian.hub.facility.SharePolicy;

/** Who may sign in: the clients and users that the region's description names. */
public interface CallerDirectory {

    Collection<Client> clients();

    Collection<User> users();

    /** What people use with their own accounts (SMART App Launch). */
    default Collection<App> apps() {
        return List.of();
    }

    /** Code of the region, which its own people and systems belong to. */
    String region();

    /** Codes of all member facilities. */
    Set<String> facilities();

    /** What members show of their records to each other. */
    default SharePolicy sharing() {
        return SharePolicy.STRICT;
    }

    /**
     * A system of a hospital.
     *
     * @param facility null for a system of the region itself, which reads only
     * @param secret a hash with its prefix ({@code {bcrypt}...}), or plain, which only the sample region may; null if it
     *     signs with keys
     * @param jwks a JSON Web Key Set with its public keys, null if none is given here
     * @param jwksUri where its public keys are, null if nowhere
     * @param scopes the most a token of this client may have
     * @param certificates SHA-256 of the certificates its tokens are bound to, lower-case hexadecimal; empty for tokens that
     *     are bound to none
     */
    record Client(
            String id,
            String facility,
            String secret,
            String jwks,
            URI jwksUri,
            Set<String> scopes,
            Set<String> certificates) {
        public Client {
            Objects.requireNonNull(id);
            scopes = Set.copyOf(scopes);
            certificates = Set.copyOf(certificates);
        }

        public Client(String id, String facility, String secret, String jwks, URI jwksUri, Set<String> scopes) {
            this(id, facility, secret, jwks, jwksUri, scopes, Set.of());
        }

        public boolean signs() {
            return jwks != null || jwksUri != null;
        }
    }

    /**
     * An app that acts for the person who uses it: never more than both may.
     *
     * @param client its id, what it proves itself with (nothing, for an app that can keep no secret), and the most a token
     *     of it may have; of no facility, because it has its user's
     * @param redirectUris where a code may be sent to, exactly these
     * @param launchUri where it is opened with a patient, null where it is not
     */
    record App(Client client, String nameZh, String nameEn, List<URI> redirectUris, URI launchUri) {
        public App {
            Objects.requireNonNull(client);
            redirectUris = List.copyOf(redirectUris);
        }

        public String id() {
            return client.id();
        }
    }

    /**
     * A person who logs in at the portal.
     *
     * @param facility null for people of the region
     * @param password a hash with its prefix, or plain, which only the sample region may
     * @param totp the key of the second factor in base32, null where the password is enough
     */
    record User(String name, String display, Set<String> roles, String facility, String password, String totp) {
        public User {
            Objects.requireNonNull(name);
            Objects.requireNonNull(password);
            roles = Set.copyOf(roles);
        }

        public User(String name, String display, Set<String> roles, String facility, String password) {
            this(name, display, roles, facility, password, null);
        }
    }
}
