package org.yilian.hub.security.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.CallerDirectory.App;
import org.yilian.hub.security.CallerDirectory.Client;
import org.yilian.hub.security.SecuritySettings;

/** The clients and apps of the region's description, as the authorization server wants to see them. Read once, at start. */
final class Clients implements RegisteredClientRepository {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    private final Map<String, RegisteredClient> registered = new LinkedHashMap<>();
    private final Map<String, Client> described = new LinkedHashMap<>();

    Clients(CallerDirectory directory, PasswordEncoder encoder, SecuritySettings settings) {
        for (Client client : directory.clients()) {
            if (described.put(client.id(), client) != null) {
                throw new IllegalStateException("clients: the id " + client.id() + " is used twice");
            }
            registered.put(client.id(), registered(client, encoder, settings).build());
        }
        for (App app : directory.apps()) {
            if (described.put(app.id(), app.client()) != null) {
                throw new IllegalStateException("apps: the id " + app.id() + " is used twice");
            }
            registered.put(app.id(), registered(app, encoder, settings));
        }
    }

    /** What the region says about the client; never null for a client this repository gave out. */
    Client described(RegisteredClient client) {
        return described.get(client.getClientId());
    }

    /**
     * A code of an app is good for a minute, once, and only with the proof key of who asked for it (RFC 7636). There is no
     * question of consent: the region decides which apps its people use, and an app may never more than its user.
     */
    private static RegisteredClient registered(App app, PasswordEncoder encoder, SecuritySettings settings) {
        RegisteredClient.Builder builder = registered(app.client(), encoder, settings)
                .authorizationGrantTypes(grants -> {
                    grants.clear();
                    grants.add(AuthorizationGrantType.AUTHORIZATION_CODE);
                    grants.add(AuthorizationGrantType.REFRESH_TOKEN);
                })
                .redirectUris(uris -> app.redirectUris().forEach(uri -> uris.add(uri.toString())))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES384)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                        .accessTokenTimeToLive(settings.tokenLifetime())
                        .authorizationCodeTimeToLive(CODE_LIFETIME)
                        .refreshTokenTimeToLive(settings.appSession())
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.RS256)
                        .build());
        if (app.client().secret() == null && !app.client().signs()) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        return builder.build();
    }

    private static RegisteredClient.Builder registered(
            Client client, PasswordEncoder encoder, SecuritySettings settings) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                        .accessTokenTimeToLive(settings.tokenLifetime())
                        .build());
        if (client.secret() != null) {
            builder.clientSecret(hashed(client.secret(), encoder))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        }
        if (client.signs()) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        }
        return builder.clientSettings(ClientSettings.builder()
                .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES384)
                .build());
    }

    private static String hashed(String secret, PasswordEncoder encoder) {
        return secret.startsWith("{") ? secret : encoder.encode(secret);
    }

    /** Called by the framework to store a secret hashed anew; the region's description is not ours to write. */
    @Override
    public void save(RegisteredClient client) {
        // Nothing to keep.
    }

    @Override
    public RegisteredClient findById(String id) {
        return registered.get(id);
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        return registered.get(clientId);
    }
}
