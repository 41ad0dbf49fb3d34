package org.yilian.hl7v2;

import java.util.concurrent.atomic.LongAdder;

/** The running numbers behind {@link MllpCounts}. */
final class Counters {
    final LongAdder messages = new LongAdder();
    final LongAdder answers = new LongAdder();
    final LongAdder answersLost = new LongAdder();
    final LongAdder bytesReceived = new LongAdder();
    final LongAdder frameErrors = new LongAdder();
    final LongAdder handlerFailures = new LongAdder();
    final LongAdder connectionsAccepted = new LongAdder();
    final LongAdder connectionsRefused = new LongAdder();

    MllpCounts now(int open) {
        return new MllpCounts(
                messages.sum(),
                answers.sum(),
                answersLost.sum(),
                bytesReceived.sum(),
                frameErrors.sum(),
                handlerFailures.sum(),
                connectionsAccepted.sum(),
                connectionsRefused.sum(),
                open);
    }
}
