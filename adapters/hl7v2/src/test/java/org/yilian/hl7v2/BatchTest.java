package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchTest {

    /** In the table / is CR. */
    static Stream<Arguments> batches() {
        return Stream.of(
                Arguments.of("BHS|^~\\&|A/MSH|1/PID|/MSH|2/BTS|2/", "MSH|1/PID|/ MSH|2/", ""),
                Arguments.of("FHS|^~\\&|A/BHS|^~\\&|A/MSH|1/BTS|1/FTS|1/", "MSH|1/", ""),
                Arguments.of("FHS|^~\\&/BHS|^~\\&/MSH|1/BTS|1/BHS|^~\\&/MSH|2/BTS|1/FTS|2/", "MSH|1/ MSH|2/", ""),
                Arguments.of("BHS|^~\\&|A/MSH|1/MSH|2/", "MSH|1/ MSH|2/", "HUB-0406"),
                Arguments.of("BHS|^~\\&|A/MSH|1/MSH|2", "MSH|1/ MSH|2", "HUB-0406"),
                Arguments.of("BHS|^~\\&|A/MSH|1/BTS|3/", "MSH|1/", "HUB-0404"),
                Arguments.of("BHS|^~\\&|A/MSH|1/BTS||comment/", "MSH|1/", ""),
                Arguments.of("BHS|^~\\&|A/BTS|0/", "", ""),
                Arguments.of(
                        "FHS|^~\\&/BHS|^~\\&/MSH|1/BTS|1/BHS|^~\\&/MSH|2/BTS|1/FTS|3/", "MSH|1/ MSH|2/", "HUB-0405"),
                Arguments.of("FHS|^~\\&/MSH|1/MSH|2/FTS|1/", "MSH|1/ MSH|2/", ""),
                Arguments.of("FHS|^~\\&/BHS|^~\\&/MSH|1/BHS|^~\\&/MSH|2/", "MSH|1/ MSH|2/", "HUB-0406"),
                Arguments.of("FHS|^~\\&/BHS|^~\\&/MSH|1/BTS|2/FTS|7/", "MSH|1/", "HUB-0404 HUB-0405"),
                Arguments.of("//BHS|^~\\&|A/MSH|1/BTS|1/", "MSH|1/", ""),
                Arguments.of("BHS|", "", "HUB-0406"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void splits(String frame, String messages, String remarks) {
        assertThat(Batch.isBatch(bytes(frame))).isTrue();
        Batch batch = Batch.of(bytes(frame));
        assertThat(batch.messages().stream().map(BatchTest::text).toList())
                .isEqualTo(messages.isEmpty() ? List.of() : List.of(messages.split(" ")));
        assertThat(String.join(
                        " ",
                        batch.remarks().stream()
                                .map(each -> each.substring(0, 8))
                                .toList()))
                .isEqualTo(remarks);
    }

    @org.junit.jupiter.api.Test
    void repliesWithABatchThatNamesTheOneAnswered() {
        Batch batch = Batch.of(bytes("BHS|^~\\&|LIS|H002|HUB|YL|2026||||B77/MSH|1/MSH|2/BTS|5/"));
        byte[] reply = batch.reply(List.of(Optional.of(bytes("MSH|a/MSA|AA/")), Optional.empty()), "2027", "R1");
        assertThat(text(reply))
                .isEqualTo("BHS|^~\\&|HUB|YL|LIS|H002|2027||||R1|B77/MSH|a/MSA|AA/"
                        + "BTS|1|HUB-0404 Number of messages differs from BTS-1/");
    }

    @Property
    void neverFails(@ForAll byte[] noise, @ForAll String text) {
        Batch.of(noise).reply(List.of(), "2027", "R1");
        Batch.of(bytes("BHS" + text + "/MSH" + text + "/BTS" + text)).reply(List.of(), "2027", "R1");
    }

    private static byte[] bytes(String text) {
        return text.replace('/', '\r').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\r', '/');
    }
}
