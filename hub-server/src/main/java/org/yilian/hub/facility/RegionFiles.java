package org.yilian.hub.facility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.yilian.mappings.hl7v2.profile.ProfileFiles;

/** Files that the region's description names: paths are relative to the file that names them; a bare word is one of ours. */
final class RegionFiles implements ProfileFiles {
    private static final String OURS = "[a-z][a-z0-9-]*";

    private final ObjectMapper yaml;
    private final Map<String, Resource> known = new HashMap<>();

    RegionFiles(Resource region, ObjectMapper yaml) {
        this.yaml = yaml;
        known.put(region.getDescription(), region);
    }

    @Override
    public String resolve(String from, String path) {
        try {
            Resource file = path.matches(OURS)
                    ? new ClassPathResource("profiles/" + path + ".yaml")
                    : known.get(from).createRelative(path);
            known.put(file.getDescription(), file);
            return file.getDescription();
        } catch (IOException e) {
            return path;
        }
    }

    @Override
    public String text(String file) {
        try {
            Resource resource = known.get(file);
            return resource == null ? null : resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Map<String, Object> tree(String text) {
        try {
            return yaml.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
