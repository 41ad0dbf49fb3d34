package org.yilian.hub.facility;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.profile.ProfileMistake;
import org.yilian.mappings.hl7v2.profile.ProfileReader;

/** A profile with one more layer that somebody wants to try. The layer may extend the hub's own profiles, and names no files. */
public final class ProposedProfile {
    private static final String NAME = "proposed";

    private ProposedProfile() {}

    /** @throws RegionMistake when the layer is wrong */
    public static FacilityProfile on(FacilityProfile inUse, String layer) {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        RegionFiles files = new RegionFiles(new ByteArrayResource(layer.getBytes(StandardCharsets.UTF_8), NAME), yaml);
        Map<String, Object> tree = files.tree(layer.isBlank() ? "{}" : layer);
        if (tree == null) {
            throw new RegionMistake(NAME, "(the text itself)", "is not a mapping in YAML");
        }
        try {
            return new ProfileReader(inUse, files)
                    .layer(NAME, "", tree)
                    .finish()
                    .version(NAME)
                    .build();
        } catch (ProfileMistake e) {
            throw new RegionMistake(e.file(), e.key(), e.reason());
        }
    }
}
