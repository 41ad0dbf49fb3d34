package org.yilian.hub.security.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What comes with a login beside name and password: the code of the second factor. Once used it is worth nothing. */
final class LoginDetails extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1;

    private final transient String code;

    LoginDetails(HttpServletRequest request) {
        super(request);
        String sent = request.getParameter("code");
        code = sent == null || sent.isBlank() ? null : sent.replaceAll("\\s", "");
    }

    String code() {
        return code;
    }

    /** The password is right, the code is not there or not right. */
    static final class CodeNeeded extends BadCredentialsException {
        private static final long serialVersionUID = 1;

        CodeNeeded() {
            super("the code of the second factor is missing or wrong");
        }
    }
}
