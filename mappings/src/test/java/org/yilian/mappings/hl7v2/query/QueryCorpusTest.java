package org.yilian.mappings.hl7v2.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.SharedFiles;

/** Queries that other people's tests send (ipf), if they are at hand: each is understood, and its QPD comes back as it was. */
class QueryCorpusTest {
    @Test
    void eachQueryIsUnderstoodAndEchoed() throws IOException {
        Path folder = SharedFiles.orSkip("corpus/hl7v2/ipf");
        List<Path> queries;
        try (Stream<Path> files = Files.walk(folder)) {
            queries = files.filter(Files::isRegularFile)
                    .filter(QueryCorpusTest::asks)
                    .toList();
        }
        assertThat(queries).isNotEmpty();
        for (Path each : queries) {
            Er7Message message = Er7Message.read(Files.readAllBytes(each), StandardCharsets.UTF_8);
            Query query = Query.read(message);
            assertThat(query).as(each.toString()).isNotNull();
            // One of them asks for PIX under the trigger of PDQ, which leaves nothing to look for.
            boolean contradicts = query.kind() == Query.Kind.DEMOGRAPHICS
                    && Files.readString(each).contains("QPD|IHE PIX Query");
            assertThat(query.criteria().isEmpty() && query.person() == null)
                    .as(each.toString())
                    .isEqualTo(contradicts);
            String answer = new String(
                    AnswerWriter.write(
                            message,
                            query,
                            Answer.found(List.of(), null),
                            "20260105",
                            "A1",
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            assertThat(line(answer)).isEqualTo(line(Files.readString(each)));
        }
    }

    private static String line(String message) {
        return message.lines()
                .filter(each -> each.startsWith("QPD"))
                .findFirst()
                .orElse("")
                .replaceAll("\\|+$", "")
                .strip();
    }

    private static boolean asks(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.startsWith("MSH") && text.contains("|QBP^Q2") && text.contains("QPD|");
        } catch (IOException e) {
            return false;
        }
    }
}
