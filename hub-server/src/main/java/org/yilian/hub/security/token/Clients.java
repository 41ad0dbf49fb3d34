package org.yilian.hub.security.token;

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
import org.yilian.hub.security.CallerDirectory.Client;
import org.yilian.hub.security.SecuritySettings;

/** The clients of the region's description, as the authorization server wants to see them. Read once, at start. */
final class Clients implements RegisteredClientRepository {
    private final Map<String, RegisteredClient> registered = new LinkedHashMap<>();
    private final Map<String, Client> described = new LinkedHashMap<>();

    Clients(CallerDirectory directory, PasswordEncoder encoder, SecuritySettings settings) {
        for (Client client : directory.clients()) {
            if (described.put(client.id(), client) != null) {
                throw new IllegalStateException("clients: the id " + client.id() + " is used twice");
            }
            registered.put(client.id(), registered(client, encoder, settings));
        }
    }

    /** What the region says about the client; never null for a client this repository gave out. */
    Client described(RegisteredClient client) {
        return described.get(client.getClientId());
    }

    private static RegisteredClient registered(Client client, PasswordEncoder encoder, SecuritySettings settings) {
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
                        .build())
                .build();
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
