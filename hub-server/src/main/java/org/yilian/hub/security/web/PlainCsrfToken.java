package org.yilian.hub.security.web;

import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/** The page sends the cookie's value as it is. It never stands in a page's text, so there is nothing to mask (BREACH). */
final class PlainCsrfToken extends CsrfTokenRequestAttributeHandler {
    PlainCsrfToken() {
        // Loads the token with every request, so that the first page a browser opens brings the cookie.
        setCsrfRequestAttributeName(null);
    }
}
