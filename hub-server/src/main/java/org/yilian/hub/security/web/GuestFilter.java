package org.yilian.hub.security.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Guests;

/** Names guests for one request where neither session nor token named anybody. */
final class GuestFilter extends OncePerRequestFilter {
    private final List<Guests> guests;

    GuestFilter(List<Guests> guests) {
        this.guests = List.copyOf(guests);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Caller.current().known()) {
            guests.stream()
                    .map(each -> each.callerOf(request))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(GuestFilter::enter);
        }
        chain.doFilter(request, response);
    }

    private static void enter(Caller guest) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(CallerToken.of(guest));
        SecurityContextHolder.setContext(context);
    }
}
