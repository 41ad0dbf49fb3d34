package org.yilian.hub.security.web;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.yilian.hub.security.Caller;

/** A user with a session whom an issuer has named. */
final class IssuedUser extends DefaultOidcUser implements Caller.HasCaller, PortalUser {
    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    IssuedUser(OidcIdToken token, Caller caller) {
        super(AuthorityUtils.NO_AUTHORITIES, token);
        this.caller = caller;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public String display() {
        return getIdToken().getFullName();
    }
}
