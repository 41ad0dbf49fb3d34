package org.yilian.hl7v2;

/**
 * Takes what arrived. The only thing the adapter knows of its user.
 *
 * <p>Called on the connection's own thread, one message at a time per connection, in the order received. It may block
 * until the message is durable: the sender is answered after it returns. An exception is answered AE (207) and its
 * text is neither sent nor logged.
 */
@FunctionalInterface
public interface MessageHandler {

    /**
     * Decides about one message. Input that cannot be a message ({@code msh} is null) is handed over too, so that it
     * can be kept and looked at; see {@link Framing} for which of it is answered.
     */
    Receipt handle(InboundMessage message);
}
