package org.yilian.hub.security;

/**
 * Somebody was turned away before any feature was asked.
 *
 * @param method HTTP method
 * @param status 401 or 403
 */
public record AccessDenied(Caller caller, Door door, String method, int status) {}
