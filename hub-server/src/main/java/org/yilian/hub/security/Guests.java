package org.yilian.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows callers that have neither account nor token, for the requests they may make. Asked where nobody else is known. */
public interface Guests {
    Optional<Caller> callerOf(HttpServletRequest request);
}
