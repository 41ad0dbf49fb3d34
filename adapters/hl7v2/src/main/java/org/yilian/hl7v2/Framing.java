package org.yilian.hl7v2;

/** How a piece of input stood in its connection. Everything but {@link #FRAMED} comes with {@code msh == null}. */
public enum Framing {
    /** A whole message, closed by its end block. The start block may have been missing. */
    FRAMED,
    /** Bytes outside any frame. Answered only if an end block or the end of the stream follows. */
    UNFRAMED,
    /** A frame that never ended: the sender hung up, fell silent, or started anew. */
    CUT_OFF,
    /** More than the listener takes; only the first 64 KiB are handed over. Always answered AR. */
    TOO_LARGE
}
