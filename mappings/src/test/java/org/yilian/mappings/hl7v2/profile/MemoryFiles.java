package org.yilian.mappings.hl7v2.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.HashMap;
import java.util.Map;
import org.yilian.mappings.hl7v2.FacilityProfile;

/** Files of a profile that stand in memory, and the shortest way from their text to a profile. */
public final class MemoryFiles implements ProfileFiles {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Map<String, String> texts = new HashMap<>();

    public MemoryFiles with(String file, String text) {
        texts.put(file, text);
        return this;
    }

    /** The profile of a description, on top of what is assumed about everybody. */
    public FacilityProfile profile(String description) {
        return profile(FacilityProfile.builder("H001"), description);
    }

    public FacilityProfile profile(FacilityProfile.Builder base, String description) {
        with("profile.yaml", description);
        return new ProfileReader(base.build(), this)
                .layer("region.yaml", "facilities[0].profile", "profile.yaml")
                .finish()
                .build();
    }

    @Override
    public String resolve(String from, String path) {
        return path;
    }

    @Override
    public String text(String file) {
        return texts.get(file);
    }

    @Override
    public Map<String, Object> tree(String text) {
        try {
            return YAML.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
