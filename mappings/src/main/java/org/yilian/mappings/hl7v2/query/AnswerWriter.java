package org.yilian.mappings.hl7v2.query;

import java.nio.charset.Charset;
import java.util.List;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.out.AnswerMessage;

/** Writes answers to queries: RSP^K22, RSP^K23, RSP^K21, and the plain acknowledgment of a cancellation. */
public final class AnswerWriter {
    private AnswerWriter() {}

    /**
     * @param time MSH-7
     * @param controlId MSH-10
     * @param charset of the answer's bytes; another one is taken if the answer does not fit it
     * @param otherwise a character set that has every character
     */
    public static byte[] write(
            Er7Message message,
            Query query,
            Answer answer,
            String time,
            String controlId,
            Charset charset,
            Charset otherwise) {
        String text = text(message, query, answer, time, controlId, charset);
        return charset.canEncode() && charset.newEncoder().canEncode(text)
                ? text.getBytes(charset)
                : text(message, query, answer, time, controlId, otherwise).getBytes(otherwise);
    }

    private static String text(
            Er7Message message, Query query, Answer answer, String time, String controlId, Charset charset) {
        List<String> type = query == null
                // A cancellation, or a query without QPD: there is nothing to echo.
                ? List.of("ACK", message.triggerCode().replaceAll(".*\\^", ""), "ACK")
                : List.of(query.kind().message, query.kind().event, query.kind().structure);
        AnswerMessage out = new AnswerMessage(message, time, controlId, type, charset).acknowledgment(answer.code());
        for (Answer.Error error : answer.errors()) {
            boolean inQuery = error.field() > 0;
            out.error(
                    inQuery ? "QPD" : null,
                    inQuery ? List.of(1, error.field(), error.repetition(), error.component()) : List.of(),
                    error.code(),
                    error.text());
        }
        if (query == null) {
            return out.text();
        }
        out.query(answer.status());
        answer.hits().forEach(hit -> out.hit(hit.numbers(), hit.patient()));
        if (answer.pointer() != null) {
            out.more(answer.pointer());
        }
        return out.text();
    }
}
