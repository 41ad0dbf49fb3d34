package org.yilian.hub.workbench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.facility.RegionFile;
import org.yilian.hub.facility.RegionMistake;
import org.yilian.mappings.hl7v2.FacilityProfile;

/** {@code ./hub try-hl7}: what the hub would make of files, without a hub, a database or anything stored. */
public final class TryHl7 {
    private final PrintStream out;
    private final PrintStream err;

    TryHl7(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        // What libraries tell an operator's log is nothing for somebody who reads FHIR.
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = new TryHl7(out, System.err).run(List.of(arguments));
        out.flush();
        System.exit(code);
    }

    int run(List<String> arguments) {
        try {
            return run(TryOptions.parse(arguments));
        } catch (TryOptions.Misused e) {
            err.println("try-hl7: " + e.getMessage());
            err.print(TryOptions.USAGE);
        } catch (RegionMistake e) {
            err.println("try-hl7: " + e.getMessage());
        } catch (IOException e) {
            err.println("try-hl7: a file cannot be read");
        }
        return 2;
    }

    private int run(TryOptions options) throws IOException, TryOptions.Misused {
        Facility facility = facility(options.region(), options.facility());
        Facility other = options.diff() == null ? null : facility(options.diff(), options.facility());
        TryPrinter printer = new TryPrinter(out);
        List<ObjectNode> document = new ArrayList<>();
        Tally tally = new Tally();
        for (Path file : MessageFile.files(options.files())) {
            int number = 0;
            for (byte[] message : MessageFile.messages(Files.readAllBytes(file))) {
                number++;
                Trial trial = Trial.of(message, profile(facility, message));
                Trial changed = other == null ? trial : Trial.of(message, profile(other, message));
                TrialDiff diff = other == null ? null : TrialDiff.of(trial, changed);
                tally.add(changed, diff);
                if (options.json()) {
                    document.add(TryPrinter.node(file.toString(), number, trial, diff));
                } else if (diff == null || !diff.isEmpty()) {
                    print(printer, options, file, number, trial, diff);
                }
            }
        }
        if (options.json()) {
            printer.document(document);
        } else {
            out.println(tally.line(other != null));
        }
        return tally.refused == 0 ? 0 : 1;
    }

    private static void print(
            TryPrinter printer, TryOptions options, Path file, int number, Trial trial, TrialDiff diff) {
        printer.head(file.toString(), number, trial);
        if (diff != null) {
            printer.differences(diff);
        } else if (!options.quiet()) {
            printer.whole(trial);
        }
    }

    private static Facility facility(String place, String code) throws TryOptions.Misused {
        Region region = RegionFile.read(place, true);
        return region.facility(code)
                .orElseThrow(() -> new TryOptions.Misused(code + " is no member of the region in " + place));
    }

    private static FacilityProfile profile(Facility facility, byte[] message) {
        MshHeader msh = MshHeader.parse(message);
        return msh == null ? facility.profile() : facility.profile(msh.sendingApplicationName());
    }

    /** What the last line says. */
    private static final class Tally {
        private int messages;
        private int refused;
        private int resources;
        private int remarks;
        private int notConsumed;
        private int different;

        void add(Trial trial, TrialDiff diff) {
            messages++;
            refused += trial.refused() ? 1 : 0;
            resources += trial.resources().size();
            long unread =
                    trial.remarks().stream().filter(Trial.Noted::notConsumed).count();
            notConsumed += (int) unread;
            remarks += trial.remarks().size() - (int) unread;
            different += diff == null || diff.isEmpty() ? 0 : 1;
        }

        String line(boolean compared) {
            return compared
                    ? messages + " messages: " + different + " would change, " + refused + " would be refused"
                    : messages + " messages: " + (messages - refused) + " translated, " + refused + " refused; "
                            + resources + " resources, " + remarks + " remarks, " + notConsumed
                            + " fields or segments not consumed";
        }
    }
}
