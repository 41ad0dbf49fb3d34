package org.yilian.hub.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind {@code ./hub try-hl7}.
 *
 * @param diff another description to hold against the first, null for none
 */
record TryOptions(String facility, String region, String diff, boolean json, boolean quiet, List<Path> files) {
    static final String USAGE = """
            Usage: ./hub try-hl7 --facility H002 [--region region.yaml] [--json | --quiet] [--diff other.yaml] <file or folder> ...
              prints what the hub would make of each message: the FHIR resources, the remarks with their v2 locations,
              and what was not consumed. Nothing is stored and no hub is started.
              --facility  whose profile to read the messages with; its interface is told by MSH-3
              --region    the description of the region; else $HUB_REGION, else ./region.yaml, else the sample region
              --json      one JSON document instead of text
              --quiet     one line per message, no resources
              --diff      prints only what another description would change
            Exit code: 0 nothing refused, 1 something refused, 2 not understood or a mistake in the description
            """;

    /** Says what is wrong with the command line. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1;

        Misused(String text) {
            super(text);
        }
    }

    static TryOptions parse(List<String> arguments) throws Misused {
        String facility = null;
        String region = null;
        String diff = null;
        boolean json = false;
        boolean quiet = false;
        List<Path> files = new ArrayList<>();
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            switch (word) {
                case "--facility" -> facility = value(rest, word);
                case "--region" -> region = value(rest, word);
                case "--diff" -> diff = value(rest, word);
                case "--json" -> json = true;
                case "--quiet" -> quiet = true;
                default -> files.add(file(word));
            }
        }
        if (facility == null) {
            throw new Misused("--facility is missing");
        }
        if (files.isEmpty()) {
            throw new Misused("no file is named");
        }
        return new TryOptions(facility, region == null ? usualRegion() : region, diff, json, quiet, files);
    }

    private static String value(List<String> rest, String option) throws Misused {
        if (rest.isEmpty() || rest.get(0).startsWith("--")) {
            throw new Misused(option + " needs a value");
        }
        return rest.remove(0);
    }

    private static Path file(String word) throws Misused {
        if (word.startsWith("--")) {
            throw new Misused(word + " is unknown");
        }
        Path file = Path.of(word);
        if (!Files.exists(file)) {
            throw new Misused(word + " does not exist");
        }
        return file;
    }

    private static String usualRegion() {
        String set = System.getenv("HUB_REGION");
        if (set != null && !set.isBlank()) {
            return set;
        }
        return Files.exists(Path.of("region.yaml")) ? "region.yaml" : "classpath:demo/region.yaml";
    }
}
