package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the content of a file. In the tables [ is VT, ] is FS, / is CR; {A} is a message A, {!A} a bad one. */
class ReceptionTest {
    private final List<String> taken = new ArrayList<>();

    /** Content, what the handler sees of it, codes of the answers, the worst of them. */
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("one message", "{A}", "A", "AA A", "AA"),
                Arguments.of("blank lines and a mark before it", "\uFEFF//{A}", "A", "AA A", "AA"),
                Arguments.of("several without envelope", "{A}{B}{C}", "A B C", "AA A, AA B, AA C", "AA"),
                Arguments.of("LF instead of CR", "{A}\n{B}", "A B", "AA A, AA B", "AA"),
                Arguments.of("a batch", "BHS|^~\\&/{A}{B}BTS|2/", "A B", "AA A, AA B", "AA"),
                Arguments.of(
                        "a file of batches",
                        "FHS|^~\\&/BHS|^~\\&/{A}BTS|1/BHS|^~\\&/{B}BTS|1/FTS|2/",
                        "A B",
                        "AA A, AA B",
                        "AA"),
                Arguments.of(
                        "a bad one among good ones", "BHS|^~\\&/{A}{!B}{C}BTS|3/", "A !B C", "AA A, AR !B, AA C", "AR"),
                Arguments.of("one that is not stored", "{!A}{?B}{C}", "!A ?B C", "AR !A, AE ?B, AA C", "AE"),
                Arguments.of("frames", "[{A}]/[{!B}]/", "A !B", "AA A, AR !B", "AR"),
                Arguments.of("the last frame is cut off", "[{A}]/[MSH|", "A -", "AA A, AR ", "AR"),
                Arguments.of("not HL7", "hello/", "-", "AR ", "AR"),
                Arguments.of("nothing", "", "", "", "AA"),
                Arguments.of("blank", " / /", "", "", "AA"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void takesEachMessageOfAFile(String name, String content, String seen, String answers, String worst) {
        Reply reply = reception().file(bytes(content), Origin.of("file"));
        assertThat(String.join(" ", taken)).isEqualTo(seen);
        assertThat(codes(reply)).isEqualTo(answers);
        assertThat(reply.worst().code().name()).isEqualTo(worst);
        assertThat(reply.messages()).isEqualTo(taken.size());
    }

    @Property(tries = 300)
    void neverFails(@ForAll byte[] noise, @ForAll String text) {
        Reception reception = reception();
        reception.file(noise, Origin.of("file"));
        reception.message(noise, Origin.of("http"));
        reception.file(bytes("FHS" + text + "/MSH" + text + "/["), Origin.of("file"));
    }

    private Reception reception() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Reception("test", this::handle, new AckWriter(clock), clock);
    }

    private Receipt handle(InboundMessage message) {
        String id = message.msh() == null ? "-" : message.msh().controlId();
        taken.add(id);
        return switch (id.isEmpty() ? ' ' : id.charAt(0)) {
            case '?' -> Receipt.failed("207", "HUB-9998", "not now");
            case '!', '-' -> Receipt.rejected("100", "HUB-9999", "never");
            default -> Receipt.accepted();
        };
    }

    private static String codes(Reply reply) {
        String text = new String(reply.bytes().orElse(new byte[0]), StandardCharsets.UTF_8);
        return Stream.of(text.split("\r"))
                .filter(line -> line.startsWith("MSA|"))
                .map(line -> line.split("\\|", -1))
                .map(msa -> msa[1] + " " + msa[2])
                .collect(Collectors.joining(", "));
    }

    private static byte[] bytes(String content) {
        return content.replaceAll("\\{([^}]*)}", "MSH|^~\\\\&|A|B|C|D|2026||ADT^A01|$1|P|2.5/PID|1/")
                .replace('[', '\u000B')
                .replace(']', '\u001C')
                .replace('/', '\r')
                .getBytes(StandardCharsets.UTF_8);
    }
}
