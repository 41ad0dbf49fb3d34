package org.yilian.hub.security.web;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.yilian.hub.security.Caller;

/** A user with a session. */
final class HubUser implements UserDetails, CredentialsContainer, Caller.HasCaller, PortalUser {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String display;
    private final String facility;
    private final List<String> roles;
    private String password;

    HubUser(String name, String display, String facility, Collection<String> roles, String password) {
        this.name = name;
        this.display = display;
        this.facility = facility;
        this.roles = roles.stream().sorted().toList();
        this.password = password;
    }

    @Override
    public String display() {
        return display;
    }

    @Override
    public Caller caller() {
        return new Caller(name, facility, Set.of(), Set.copyOf(roles));
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return AuthorityUtils.NO_AUTHORITIES;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return name;
    }

    /** The hash has no business in a session. */
    @Override
    public void eraseCredentials() {
        password = null;
    }
}
