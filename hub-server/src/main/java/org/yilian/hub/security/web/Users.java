package org.yilian.hub.security.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.CallerDirectory.User;

/** The users of the region's description. */
@Component
class Users {
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();

    Users(CallerDirectory directory, PasswordEncoder encoder) {
        Map<String, String> known = new LinkedHashMap<>();
        for (User user : directory.users()) {
            if (users.put(user.name(), user) != null) {
                throw new IllegalStateException("users: the name " + user.name() + " is used twice");
            }
            String password = user.password();
            // The sample region has one password for all: hashed once, it does not hold up the start.
            hashes.put(
                    user.name(),
                    password.startsWith("{") ? password : known.computeIfAbsent(password, encoder::encode));
        }
    }

    boolean knows(String name) {
        return name != null && users.containsKey(name);
    }

    HubUser user(String name) {
        User user = users.get(name);
        if (user == null) {
            throw new UsernameNotFoundException("no such user");
        }
        return new HubUser(user.name(), user.display(), user.facility(), user.roles(), hashes.get(name));
    }
}
