package org.yilian.hub.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.security.Caller;

/**
 * Hears why somebody asks: the header {@code X-Purpose-Of-Use} with a code of HL7 v3 ActReason. A word that is none is
 * refused, because to take it for treatment would widen what was asked for.
 */
final class PurposeFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Purpose-Of-Use";

    private final Refusals refusals;

    PurposeFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String named = request.getHeader(HEADER);
        Caller caller = Caller.current();
        if (named != null && caller.known()) {
            Optional<PurposeOfUse> purpose = PurposeOfUse.of(named.strip());
            if (purpose.isEmpty()) {
                refusals.unable(
                        request, response, 400, "value", "HUB-0760", "X-Purpose-Of-Use is no purpose the hub knows");
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    CallerToken.asking(SecurityContextHolder.getContext().getAuthentication(), purpose.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
