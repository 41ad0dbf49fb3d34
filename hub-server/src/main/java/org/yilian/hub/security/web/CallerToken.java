package org.yilian.hub.security.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Role;

/** The caller an access token names. Claims: facility, scope, client_id or preferred_username, roles, app. */
final class CallerToken extends AbstractAuthenticationToken implements Caller.HasCaller {
    private static final long serialVersionUID = 1;

    /** Lives for one request only: bearer tokens make no session. */
    private final transient Caller caller;

    private final String tokenId;

    private CallerToken(Caller caller, String tokenId) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        this.tokenId = tokenId;
        setAuthenticated(true);
    }

    static CallerToken of(Caller caller) {
        return new CallerToken(caller, null);
    }

    /** The caller of that authentication with another purpose. */
    static CallerToken asking(Authentication authentication, PurposeOfUse why) {
        return new CallerToken(
                Caller.of(authentication).asking(why),
                authentication instanceof Caller.HasCaller holder ? holder.tokenId() : null);
    }

    static CallerToken of(Jwt token) {
        return new CallerToken(
                new Caller(
                        name(token),
                        token.getClaimAsString("facility"),
                        words(token, "scope"),
                        roles(token),
                        token.getClaimAsString("app"),
                        PurposeOfUse.TREAT),
                token.getId());
    }

    /** A person whom an issuer has named in a token. */
    static Caller user(ClaimAccessor token) {
        return new Caller(name(token), token.getClaimAsString("facility"), Set.of(), roles(token));
    }

    private static String name(ClaimAccessor token) {
        return Stream.of("preferred_username", "client_id", "sub")
                .map(token::getClaimAsString)
                .filter(claim -> claim != null && !claim.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Only words that are roles of the hub: an issuer has others, and they must open nothing. */
    private static Set<String> roles(ClaimAccessor token) {
        Set<String> known = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toSet());
        return words(token, "roles").stream().filter(known::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(ClaimAccessor token, String claim) {
        Object value = token.getClaim(claim);
        Collection<?> words = value instanceof Collection<?> list
                ? list
                : value instanceof String text ? List.of(text.trim().split("\\s+")) : List.of();
        return words.stream()
                .map(String::valueOf)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String tokenId() {
        return tokenId;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller.name();
    }
}
