package org.yilian.mappings.hl7v2.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.Messages;

/** Both sides of one pair as facts. */
final class Pairs {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Neither peer knows our hospitals' zone. */
    private static final FacilityProfile PROFILE =
            Messages.PROFILE.toBuilder().zone(ZoneOffset.UTC).build();

    private Pairs() {}

    static boolean isTranslated(Path message) throws IOException {
        return Hl7v2Translator.supportedTriggers()
                .contains(Er7Message.parse(Dressing.dressed(Files.readString(message)))
                        .triggerCode());
    }

    /** What a Bundle says. */
    static Set<Fact> expected(Path bundle, String foreignExtensions) throws IOException {
        Set<Fact> facts = new LinkedHashSet<>();
        for (JsonNode entry : JSON.readTree(Files.readString(bundle)).path("entry")) {
            facts.addAll(Fact.of(entry.path("resource"), foreignExtensions));
        }
        return facts;
    }

    /** What is stored after the message, dressed where it leaves out whose it is; nothing where it is refused. */
    static Set<Fact> ours(Path message) throws IOException {
        Er7Message read = Er7Message.parse(Dressing.dressed(Files.readString(message)));
        Translation translation = Hl7v2Translator.translate(read, PROFILE);
        return Fact.of(Messages.stored(translation).values());
    }
}
