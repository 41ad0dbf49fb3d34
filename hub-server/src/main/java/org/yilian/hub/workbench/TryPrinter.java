package org.yilian.hub.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/** Trials as text for people, or as one JSON document. */
final class TryPrinter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    TryPrinter(PrintStream out) {
        this.out = out;
    }

    void head(String file, int number, Trial trial) {
        out.printf(
                "== %s [%d]  %s %s  facility %s, profile %s, %s  %s%n",
                file,
                number,
                trial.type(),
                trial.controlId(),
                trial.facility(),
                trial.profile(),
                trial.charset(),
                trial.refused() ? trial.error() : "DONE");
    }

    void whole(Trial trial) {
        for (Trial.Made each : trial.resources()) {
            String cleared = each.cleared().isEmpty() ? "" : " clears " + String.join(" ", each.cleared());
            out.printf("-- %s %s%s%n%s%n", each.mode(), each.reference(), cleared, each.json());
        }
        remarks(
                "-- remarks",
                trial.remarks().stream().filter(r -> !r.notConsumed()).toList());
        remarks(
                "-- not consumed",
                trial.remarks().stream().filter(Trial.Noted::notConsumed).toList());
        out.println();
    }

    private void remarks(String title, List<Trial.Noted> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        out.println(title);
        for (Trial.Noted each : remarks) {
            String value = each.value() == null ? "" : "  «" + shown(each.value()) + "»";
            String text = each.notConsumed() ? "" : "  " + each.text();
            out.printf("%-7s %-14s %s%s%s%n", each.severity(), each.location(), each.code(), value, text);
        }
    }

    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 59) + "…";
    }

    void differences(TrialDiff diff) {
        for (TrialDiff.Difference each : diff.differences()) {
            out.printf("%s %s%n", each.subject(), each.path());
            if (each.before() != null) {
                out.println("  - " + shown(each.before()));
            }
            if (each.after() != null) {
                out.println("  + " + shown(each.after()));
            }
        }
    }

    void document(List<ObjectNode> messages) {
        try {
            ObjectNode root = JSON.createObjectNode();
            ArrayNode all = root.putArray("messages");
            messages.forEach(all::add);
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("trials are plain records", e);
        }
    }

    static ObjectNode node(String file, int number, Trial trial, TrialDiff diff) {
        ObjectNode node = JSON.createObjectNode().put("file", file).put("number", number);
        if (diff != null) {
            node.put("type", trial.type()).put("controlId", trial.controlId());
            node.set("differences", TrialJson.differences(diff));
            return node;
        }
        node.setAll((ObjectNode) TrialJson.node(trial));
        return node;
    }
}
