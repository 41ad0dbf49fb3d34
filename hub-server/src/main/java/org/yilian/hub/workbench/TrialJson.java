package org.yilian.hub.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A trial as JSON in which the resources are JSON, too, not text. */
final class TrialJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialJson() {}

    static JsonNode node(Trial trial) {
        ObjectNode node = JSON.valueToTree(trial);
        ArrayNode resources = node.putArray("resources");
        for (Trial.Made each : trial.resources()) {
            ObjectNode made =
                    resources.addObject().put("reference", each.reference()).put("mode", each.mode());
            each.cleared().forEach(made.withArray("cleared")::add);
            made.set("resource", tree(each.json()));
        }
        return node;
    }

    static JsonNode differences(TrialDiff diff) {
        return JSON.valueToTree(diff.differences());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is readable", e);
        }
    }
}
