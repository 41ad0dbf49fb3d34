package org.yilian.hub.security.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.yilian.hub.security.Caller;

/**
 * Names of searches, by which their pages are asked for. A page belongs to who searched: the name carries a hash of that
 * caller and what the search went through. So every node knows it, after a restart too, and nothing is kept for it.
 * Nobody turns another's name into one of their own: the store knows a search by its whole name only.
 */
final class PageLinks {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();
    /** 128 bits. */
    private static final int UNGUESSABLE = 22;

    private static final int REACH = 3;
    /** 132 bits; together 47 characters, and the store takes 48. */
    private static final int OWNER = 22;

    private PageLinks() {}

    static String name(Caller caller, Reach reach) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String head = BASE64.encodeToString(random) + "%03x".formatted(reach.number());
        return head + owner(head, caller);
    }

    /** What the search went through; empty if it is not this caller's. */
    static Optional<Reach> open(String name, Caller caller) {
        if (name == null || name.length() != UNGUESSABLE + REACH + OWNER) {
            return Optional.empty();
        }
        String head = name.substring(0, UNGUESSABLE + REACH);
        if (!owner(head, caller).equals(name.substring(head.length()))) {
            return Optional.empty();
        }
        return Optional.of(Reach.of(Integer.parseInt(head.substring(UNGUESSABLE), 16)));
    }

    private static String owner(String head, Caller caller) {
        String text = String.join(
                "\n", head, caller.isUser() ? "user" : "system", caller.name(), String.valueOf(caller.facility()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(hash).substring(0, OWNER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
