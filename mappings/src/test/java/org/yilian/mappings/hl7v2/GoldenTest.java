package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.profile.MemoryFiles;

/**
 * Pairs by folder: {@code golden/<trigger>/<case>.hl7} and {@code <case>.json}. A new case is two files. What the
 * translator made of a message is left in {@code target/golden}, to be compared with what the guide asks for.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("../conformance/golden/hl7v2");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    static Stream<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> all =
                    files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList();
            return all.stream();
        }
    }

    static Translation translation(Path message) {
        try {
            FacilityProfile profile = profile(message);
            Er7Message read = Er7Message.read(Files.readAllBytes(message), profile.defaultCharset());
            return Hl7v2Translator.translate(read, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The profile of all cases, with the layer of {@code <case>.profile.yaml} where there is one. */
    private static FacilityProfile profile(Path message) throws IOException {
        FacilityProfile.Builder all = FacilityProfile.builder("H001")
                .name("区域中心医院")
                .defaultCharset(Charset.forName("GB18030"))
                .codes(ProfileTables.codes(Files.readString(FOLDER.resolve("codes.csv"))));
        Path layer = message.resolveSibling(message.getFileName().toString().replace(".hl7", ".profile.yaml"));
        return Files.exists(layer) ? new MemoryFiles().profile(all, Files.readString(layer)) : all.build();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void translatesAsExpected(Path message) throws IOException {
        String name = message.getFileName().toString().replace(".hl7", ".json");
        String actual = JSON.writeValueAsString(readable(translation(message))) + "\n";
        Path made = Path.of("target/golden").resolve(FOLDER.relativize(message)).resolveSibling(name);
        Files.createDirectories(made.getParent());
        Files.writeString(made, actual);
        JsonNode expected = JSON.readTree(Files.readString(message.resolveSibling(name)));
        assertThat(actual.strip()).isEqualTo(JSON.writeValueAsString(expected));
    }

    private static ObjectNode readable(Translation translation) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("patientKey", translation.patientKey());
        ArrayNode writes = root.putArray("writes");
        for (ResourceWrite write : translation.writes()) {
            ObjectNode node = writes.addObject();
            node.put("mode", write.mode().name());
            node.put("asOf", write.asOf().toString());
            ArrayNode cleared = node.putArray("cleared");
            write.cleared().stream().sorted().forEach(cleared::add);
            if (!write.changes().isEmpty()) {
                ArrayNode changes = node.putArray("changes");
                write.changes().forEach(change -> changes.add(change.toString()));
            }
            node.set(
                    "resource",
                    JSON.readTree(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(write.resource())));
        }
        ArrayNode remarks = root.putArray("remarks");
        translation.remarks().forEach(remark -> remarks.add(Messages.line(remark)));
        return root;
    }
}
