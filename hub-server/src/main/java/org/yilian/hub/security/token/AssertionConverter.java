package org.yilian.hub.security.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes a client's assertion as <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART
 * asymmetric authentication</a> sends it: without {@code client_id}, the name is in the assertion. What is read here is
 * not yet verified and serves only to find whose keys to try.
 */
final class AssertionConverter implements AuthenticationConverter {
    private static final ClientAuthenticationMethod JWT_BEARER =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    /** A real one has about 700 characters. */
    private static final int LONGEST = 16 * 1024;

    @Override
    public Authentication convert(HttpServletRequest request) {
        String[] types = request.getParameterValues("client_assertion_type");
        String[] assertions = request.getParameterValues("client_assertion");
        if (types == null && assertions == null) {
            return null;
        }
        if (types == null || types.length != 1 || assertions == null || assertions.length != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        if (!types[0].equals(JWT_BEARER.getValue()) || assertions[0].length() > LONGEST) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        String clientId = clientId(assertions[0]);
        String named = request.getParameter("client_id");
        if (named != null && !named.equals(clientId)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(clientId, JWT_BEARER, assertions[0], Map.of());
    }

    private static String clientId(String assertion) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(assertion).getJWTClaimsSet();
            String subject = claims.getSubject();
            if (subject != null && !subject.isEmpty() && subject.equals(claims.getIssuer())) {
                return subject;
            }
        } catch (ParseException | RuntimeException e) {
            // Whatever is wrong with it, the answer is the same and says nothing about why.
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
