package org.yilian.hub.security;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yilian.hub.facility.PurposeOfUse;

/**
 * Who asks: a hospital system (facility and scopes, from an access token), a user (roles, from a session or an access
 * token), or a user through an app (roles and scopes: what both allow).
 *
 * @param name client id or user name; empty for {@link #NOBODY}
 * @param facility code of the facility the caller belongs to, null for those of the region itself
 * @param scopes SMART v2 scopes and the hub's own ({@code dicomweb.read}, ...)
 * @param roles DOCTOR, RADIOLOGIST, AUDITOR, PLANNER, STEWARD, OPERATOR
 * @param app id of the app a user works through, null where there is none
 * @param purpose why, as the caller says; treatment unless it says something else
 */
public record Caller(
        String name, String facility, Set<String> scopes, Set<String> roles, String app, PurposeOfUse purpose) {
    /** Has no name and may do nothing. */
    public static final Caller NOBODY = new Caller("", null, Set.of(), Set.of());

    private static final String ONE_STUDY = "dicomweb.read/";

    public Caller {
        Objects.requireNonNull(name);
        Objects.requireNonNull(purpose);
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** A system, or a user at the portal. */
    public Caller(String name, String facility, Set<String> scopes, Set<String> roles) {
        this(name, facility, scopes, roles, null, PurposeOfUse.TREAT);
    }

    /** The same caller with another purpose. */
    public Caller asking(PurposeOfUse why) {
        return new Caller(name, facility, scopes, roles, app, why);
    }

    /** A system that a door of its own has authenticated, for example a DICOM peer by its AE title and certificate. */
    public static Caller system(String name, String facility, Set<String> scopes) {
        return new Caller(name, facility, scopes, Set.of());
    }

    /** Somebody without an account who may see one study and nothing else. */
    public static Caller guest(String name, String studyUid) {
        return new Caller(name, null, Set.of(ONE_STUDY + studyUid), Set.of());
    }

    /** The study a guest is limited to; empty for everybody else. */
    public Optional<String> onlyStudy() {
        return scopes.stream()
                .filter(scope -> scope.startsWith(ONE_STUDY))
                .map(scope -> scope.substring(ONE_STUDY.length()))
                .findFirst();
    }

    /** The caller of the request this thread works for; {@link #NOBODY} outside a request, never null. */
    public static Caller current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The caller an authentication stands for, {@link #NOBODY} if it is not one of the hub's. */
    public static Caller of(Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            return NOBODY;
        }
        if (authentication instanceof HasCaller token) {
            return token.caller();
        }
        return authentication.getPrincipal() instanceof HasCaller principal ? principal.caller() : NOBODY;
    }

    public boolean known() {
        return !name.isEmpty();
    }

    /** True for a person, false for a system and for nobody. */
    public boolean isUser() {
        return !roles.isEmpty();
    }

    /** True where scopes do not give rights but limit those that the user's roles give. */
    public boolean throughApp() {
        return app != null;
    }

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    public boolean hasRole(Role role) {
        return roles.contains(role.name());
    }

    /** Implemented by the authentications and principals the hub itself makes; all others are nobody. */
    public interface HasCaller {
        Caller caller();

        /** Number ({@code jti}) of the access token that says so, null where there is none. */
        default String tokenId() {
            return null;
        }
    }
}
