package org.yilian.hub.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.yilian.hub.security.AppGrants;
import org.yilian.hub.security.Caller;

/**
 * What users granted to apps: the code until it is exchanged, the refresh token as long as it lives. In memory of one
 * node, as the sessions they come from are; whether a grant still holds is in the database ({@link AppGrants}). Tokens of
 * client_credentials carry all they say and are not kept.
 */
final class Grants implements OAuth2AuthorizationService {
    private static final int MOST = 50_000;

    private final AppGrants ledger;
    private final Clock clock;
    private final Cache<String, OAuth2Authorization> byId;
    /** From code, access token and refresh token to the id of the grant. */
    private final Cache<String, String> byToken;

    Grants(AppGrants ledger, Clock clock, Duration lifetime) {
        this.ledger = ledger;
        this.clock = clock;
        byId = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(lifetime)
                .build();
        byToken = Caffeine.newBuilder()
                .maximumSize(3 * MOST)
                .expireAfterWrite(lifetime)
                .build();
    }

    @Override
    public void save(OAuth2Authorization grant) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grant.getAuthorizationGrantType())) {
            return;
        }
        ledger.keep(new AppGrants.Grant(
                grant.getId(),
                grant.getRegisteredClientId(),
                grant.getPrincipalName(),
                Caller.of(grant.getAttribute(Principal.class.getName())).facility(),
                clock.instant(),
                end(grant)));
        if (givenBack(grant)) {
            ledger.revoke(grant.getId());
        }
        byId.put(grant.getId(), grant);
        tokens(grant).forEach(token -> byToken.put(token, grant.getId()));
    }

    /** When the last of the tokens ends. */
    private static Instant end(OAuth2Authorization grant) {
        return Stream.of(grant.getToken(OAuth2AuthorizationCode.class), grant.getAccessToken(), grant.getRefreshToken())
                .filter(Objects::nonNull)
                .map(token -> token.getToken().getExpiresAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whichever token an app revokes, or loses because its code came twice: the whole grant ends (RFC 7009, section 2). */
    private static boolean givenBack(OAuth2Authorization grant) {
        return Stream.of(grant.getAccessToken(), grant.getRefreshToken())
                .anyMatch(token -> token != null && token.isInvalidated());
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        ledger.revoke(grant.getId());
        byId.invalidate(grant.getId());
        tokens(grant).forEach(byToken::invalidate);
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return byId.getIfPresent(id);
    }

    /** A refresh token that has been exchanged for the next is nobody's, and so is any token of a grant that was revoked. */
    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        String id = byToken.getIfPresent(token);
        OAuth2Authorization grant = id == null ? null : byId.getIfPresent(id);
        if (grant == null || !ledger.holds(id)) {
            return null;
        }
        OAuth2Authorization.Token<?> found = grant.getToken(token);
        boolean asked = found != null && (type == null || names(type, grant, token));
        return asked ? grant : null;
    }

    private static boolean names(OAuth2TokenType type, OAuth2Authorization grant, String token) {
        return switch (type.getValue()) {
            case "code" -> value(grant.getToken(OAuth2AuthorizationCode.class)).anyMatch(token::equals);
            case "access_token" -> value(grant.getAccessToken()).anyMatch(token::equals);
            case "refresh_token" -> value(grant.getRefreshToken()).anyMatch(token::equals);
            default -> false;
        };
    }

    private static Stream<String> tokens(OAuth2Authorization grant) {
        return Stream.of(
                        value(grant.getToken(OAuth2AuthorizationCode.class)),
                        value(grant.getAccessToken()),
                        value(grant.getRefreshToken()))
                .flatMap(each -> each);
    }

    private static Stream<String> value(OAuth2Authorization.Token<?> token) {
        return token == null ? Stream.empty() : Stream.of(token.getToken().getTokenValue());
    }
}
