package org.yilian.hub.audit;

import java.net.InetSocketAddress;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.yilian.hub.security.Caller;

/**
 * What is known of the way a caller came.
 *
 * @param address IP address, null if unknown
 * @param token number ({@code jti}) of the access token, null where there was none
 */
public record Origin(String address, String token) {
    static final Origin UNKNOWN = new Origin(null, null);

    /** That of the request this thread works for. */
    static Origin current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) {
            return UNKNOWN;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return new Origin(
                request.getRequest().getRemoteAddr(),
                authentication instanceof Caller.HasCaller holder ? holder.tokenId() : null);
    }

    /** That of a connection by another protocol. */
    public static Origin of(InetSocketAddress peer) {
        return peer == null || peer.getAddress() == null
                ? UNKNOWN
                : new Origin(peer.getAddress().getHostAddress(), null);
    }
}
