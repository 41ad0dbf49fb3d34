package org.yilian.hub.security.web;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.SignedIn;

/** Name and password, with {@link LoginGuard} before the costly comparison and {@link SecondFactor} after it. */
@Component
class GuardedPasswords implements AuthenticationProvider {
    private final DaoAuthenticationProvider passwords;
    private final Users users;
    private final LoginGuard guard;
    private final SecondFactor secondFactor;
    private final ApplicationEventPublisher events;

    GuardedPasswords(
            Users users,
            PasswordEncoder encoder,
            LoginGuard guard,
            SecondFactor secondFactor,
            ApplicationEventPublisher events) {
        this.users = users;
        this.guard = guard;
        this.secondFactor = secondFactor;
        this.events = events;
        passwords = new DaoAuthenticationProvider(users::user);
        passwords.setPasswordEncoder(encoder);
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String name = login.getName();
        if (!guard.pause(name).isZero()) {
            tell(name, false);
            throw new LockedException("too many wrong passwords in a row");
        }
        try {
            Authentication user = passwords.authenticate(login);
            requireCode(login);
            guard.succeeded(name);
            tell(name, true);
            return user;
        } catch (AuthenticationException e) {
            // The page asks for the code when it hears that there is one: that is no guess.
            if (!(e instanceof LoginDetails.CodeNeeded) || code(login) != null) {
                guard.failed(name);
            }
            tell(name, false);
            throw e;
        }
    }

    private void requireCode(Authentication login) {
        String name = login.getName();
        if (secondFactor.isNeededFor(name) && !secondFactor.takes(name, code(login))) {
            throw new LoginDetails.CodeNeeded();
        }
    }

    private static String code(Authentication login) {
        return login.getDetails() instanceof LoginDetails details ? details.code() : null;
    }

    /** What is no name of ours may be a password typed into the wrong field: it goes nowhere. */
    private void tell(String name, boolean succeeded) {
        if (!users.knows(name)) {
            events.publishEvent(new SignedIn("", null, succeeded));
            return;
        }
        Caller caller = users.user(name).caller();
        events.publishEvent(new SignedIn(name, caller.facility(), succeeded));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
