package org.yilian.hl7v2;

import java.util.Optional;

/**
 * What a sender is told about one piece of input.
 *
 * @param bytes the acknowledgment, a batch of them for a batch; without frame; empty if none is wanted
 * @param worst accepted if every message was; else the decision about one that may be sent again, if there is one; else
 *     about one that was refused
 * @param messages how many messages it was
 */
public record Reply(Optional<byte[]> bytes, Receipt worst, int messages) {}
