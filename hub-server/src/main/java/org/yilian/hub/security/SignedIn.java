package org.yilian.hub.security;

/** Somebody asked for a session or a token. The name is empty when it is not one of ours. */
public record SignedIn(String name, String facility, boolean succeeded) {}
