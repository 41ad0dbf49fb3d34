package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.model.v25.message.ACK;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AckWriterTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T02:15:00.120Z"), ZoneId.of("Asia/Shanghai"));
    private static final Receipt REJECTED = Receipt.rejected("200", "HUB-0412", "Type ^ is not taken | here & now");

    private final AckWriter acks = new AckWriter(CLOCK, () -> "ACK1");

    @Test
    void acceptsInOriginalMode() {
        assertThat(answer("MSH|^~\\&|HIS|H001|HUB|YL|20261122||ADT^A01^ADT_A01|C1|P|2.5\r", Receipt.accepted()))
                .isEqualTo("MSH|^~\\&|HUB|YL|HIS|H001|20261122101500.120+0800||ACK^A01^ACK|ACK1|P|2.5\rMSA|AA|C1\r");
    }

    @Test
    void theApplicationsWordAsAMessageOfItsOwnAsksToBeTaken() {
        MshHeader msh = MshHeader.parse(
                "MSH|^~\\&|HIS|H001|HUB|YL|20261122||ADT^A01|C1|P|2.5|||AL|AL\r".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(acks.later(Receipt.accepted(), msh, "OWN1"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "MSH|^~\\&|HUB|YL|HIS|H001|20261122101500.120+0800||ACK^A01^ACK|OWN1|P|2.5|||AL|NE\rMSA|AA|C1\r");
    }

    @Test
    void rejectsWithReasonAndEscapesDelimiters() {
        assertThat(answer("MSH|^~\\&|HIS|H001|HUB|YL|20261122||ADT^A01|C1|P|2.5\r", REJECTED))
                .endsWith("\rMSA|AR|C1|Type \\S\\ is not taken \\F\\ here \\T\\ now\r"
                        + "ERR|||200^Unsupported message type^HL70357|E|HUB-0412^^99YILIAN||HUB-0412"
                        + "|Type \\S\\ is not taken \\F\\ here \\T\\ now\r");
    }

    @Test
    void rejectsOlderVersionsInTheirStyle() {
        assertThat(answer(
                        "MSH|^~\\&|HIS|H001|HUB|YL|20261122||ADT^A01|C1|P|2.3\r", Receipt.failed("207", "HUB-1", "No")))
                .isEqualTo("MSH|^~\\&|HUB|YL|HIS|H001|20261122101500.120+0800||ACK^A01|ACK1|P|2.3\rMSA|AE|C1|No\r"
                        + "ERR|^^^207&Application internal error&HL70357\r");
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, ACK",
        "2.2, ACK",
        "2.3, ACK^A01",
        "2.3.1, ACK^A01^ACK",
        "2.4, ACK^A01^ACK",
        "2.5.1, ACK^A01^ACK",
        "2.8, ACK^A01^ACK",
        "'', ACK^A01^ACK",
        "x, ACK^A01^ACK",
        "2.6^CHN, ACK^A01^ACK"
    })
    void namesItselfAsTheVersionDoes(String version, String type) {
        String ack = answer("MSH|^~\\&|HIS|H001|||2026||ADT^A01|C1|P|" + version + "\r", Receipt.accepted());
        assertThat(MshHeader.parse(ack.getBytes(StandardCharsets.UTF_8)).messageType())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', AA, AA", "AL, NE, AA, CA", "AL, AL, AA, CA", "NE, AL, AA, AA", "'', AL, AA, AA", "AL, '', AA, CA",
        "NE, NE, AA, none", "ER, NE, AA, none", "ER, AL, AA, AA", "SU, NE, AA, CA", "NE, SU, AA, AA",
                "NE, ER, AA, none",
        "'', '', AE, AE", "AL, NE, AE, CE", "ER, NE, AR, CR", "SU, NE, AR, none", "NE, ER, AR, AR", "NE, NE, AR, none",
        "al, ne, AA, CA", "Y, NE, AA, CA", "'', '', CA, AA", "AL, '', CR, CR"
    })
    void answersAsTheSenderAsks(String accept, String application, AckCode decided, String expected) {
        String message = "MSH|^~\\&|HIS|H001|||2026||ADT^A01|C1|P|2.5|||" + accept + "|" + application + "\r";
        String ack = answer(message, new Receipt(decided, "207", "HUB-1", "No", null));
        assertThat(
                        ack == null
                                ? "none"
                                : MllpAck.parse(ack.getBytes(StandardCharsets.UTF_8))
                                        .code()
                                        .name())
                .isEqualTo(expected);
    }

    @Test
    void saysNothingMoreIsExpectedInEnhancedMode() {
        String ack = answer("MSH|^~\\&|HIS|H001|||2026||ADT^A01|C1|P|2.5|||AL|NE||UTF-8\r", Receipt.accepted());
        assertThat(ack).contains("|P|2.5|||NE|NE||UTF-8\rMSA|CA|C1\r");
    }

    @Test
    void usesTheSendersDelimiters() {
        assertThat(answer("MSH!:~\\&!HIS!H001!!!2026!!ADT:A01!C!1!2.5\r", REJECTED))
                .startsWith("MSH!:~\\&!")
                .contains("!ACK:A01:ACK!")
                .contains("!200:Unsupported message type:HL70357!E!")
                .contains("Type ^ is not taken | here");
    }

    @Test
    void echoesControlIdAndNamesAsWritten() {
        String ack = answer("MSH|^~\\&|A\\T\\B^1.2^ISO|H^X|||2026||ADT^A01|C\\F\\1|P|2.5\r", Receipt.accepted());
        assertThat(ack).contains("|A\\T\\B^1.2^ISO|H^X|").contains("MSA|AA|C\\F\\1\r");
    }

    @Test
    void answersInGb18030() {
        Charset gb = CharacterSets.GB18030;
        String message = "MSH|^~\\&|信息系统|镇卫生院|||2026||ADT^A01|编号1|P|2.4||||||GB 18030-2000\r";
        byte[] ack = acks.answer(Receipt.accepted(), MshHeader.parse(message.getBytes(gb)))
                .orElseThrow();
        assertThat(new String(ack, gb))
                .contains("|信息系统|镇卫生院|")
                .contains("||||||GB 18030-2000\r")
                .contains("MSA|AA|编号1\r");
    }

    @Test
    void answersWithoutHeader() {
        byte[] ack = acks.answer(REJECTED, (MshHeader) null).orElseThrow();
        assertThat(new String(ack, StandardCharsets.UTF_8))
                .startsWith("MSH|^~\\&|||||20261122101500.120+0800||ACK|ACK1|P|2.5\rMSA|AR||Type ");
    }

    @Test
    void givesAStoredAnswerAsItIs() {
        byte[] stored = {1, 2, 3};
        InboundMessage message = new InboundMessage(new byte[0], null, Instant.EPOCH, "l", "r");
        assertThat(acks.answer(Receipt.accepted().answeredWith(stored), message))
                .contains(stored);
        assertThat(acks.answer(Receipt.accepted().answeredWith(new byte[0]), message))
                .isEmpty();
    }

    @Test
    void hapiReadsTheAnswer() throws Exception {
        String text = answer("MSH|^~\\&|HIS|H001|HUB|YL|20261122||ADT^A01|C1|P|2.5\r", REJECTED);
        ACK ack = (ACK) new PipeParser().parse(text);
        assertThat(ack.getMSA().getAcknowledgmentCode().getValue()).isEqualTo("AR");
        assertThat(ack.getMSA().getMessageControlID().getValue()).isEqualTo("C1");
        assertThat(ack.getMSH().getDateTimeOfMessage().getTime().getValueAsDate())
                .isEqualTo(java.util.Date.from(CLOCK.instant()));
        assertThat(ack.getERR().getHL7ErrorCode().getIdentifier().getValue()).isEqualTo("200");
        assertThat(ack.getERR().getSeverity().getValue()).isEqualTo("E");
        assertThat(ack.getERR().getApplicationErrorCode().getIdentifier().getValue())
                .isEqualTo("HUB-0412");
        assertThat(ack.getERR().getDiagnosticInformation().getValue()).isEqualTo("HUB-0412");
        assertThat(ack.getERR().getUserMessage().getValue()).isEqualTo("Type ^ is not taken | here & now");
    }

    @Test
    void readsItsOwnAnswers() {
        for (String version : new String[] {"2.3", "2.5"}) {
            String text = answer("MSH|^~\\&|HIS|H001|||2026||ADT^A01|C1|P|" + version + "\r", REJECTED);
            MllpAck ack = MllpAck.parse(text.getBytes(StandardCharsets.UTF_8));
            assertThat(ack.code()).isEqualTo(AckCode.AR);
            assertThat(ack.controlId()).isEqualTo("C1");
            assertThat(ack.errorCode()).isEqualTo("200");
        }
    }

    @Test
    void idsAreUniqueAndShort() {
        AckIds ids = new AckIds(CLOCK.millis());
        assertThat(java.util.stream.Stream.generate(ids).limit(1000).distinct())
                .hasSize(1000)
                .allMatch(id -> id.length() <= 20);
    }

    private String answer(String message, Receipt receipt) {
        return acks.answer(receipt, MshHeader.parse(message.getBytes(StandardCharsets.UTF_8)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
    }
}
