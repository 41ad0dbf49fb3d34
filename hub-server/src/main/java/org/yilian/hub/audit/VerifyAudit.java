package org.yilian.hub.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yilian.hub.security.KeyFile;

/**
 * {@code ./hub verify-audit}: is the audit trail as it was written. Needs no running hub; reads the database of the same
 * settings as {@code ./hub start}, and changes nothing.
 */
public final class VerifyAudit {
    static final String USAGE = """
            Usage: ./hub verify-audit [--anchors FILE] [--key FILE] [--json]
              --anchors  anchors kept elsewhere; without it the file the hub writes
              --key      JSON Web Key Set that verifies them, kept elsewhere; without it the hub's own
              --json     the verdict as JSON
            Exits 0 if the trail is whole, 1 if it is not, 2 if that cannot be told.
            """;

    private final PrintStream out;
    private final PrintStream err;

    VerifyAudit(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = new VerifyAudit(out, System.err).run(arguments);
        out.flush();
        System.exit(code);
    }

    int run(String... arguments) {
        try {
            return run(new Options(arguments));
        } catch (IllegalArgumentException e) {
            err.println("verify-audit: " + e.getMessage());
            err.print(USAGE);
        } catch (IOException | ParseException e) {
            err.println("verify-audit: the anchors or their key cannot be read");
        } catch (IllegalStateException e) {
            err.println("verify-audit: " + e.getMessage()
                    + " (an H2 file is open while the hub runs: stop it, or ask GET /api/audit/verification)");
        }
        return 2;
    }

    private int run(Options options) throws IOException, ParseException {
        AnchorFile file = new AnchorFile(options.anchors());
        AnchorFile.Content anchors = file.exists() ? file.read(options.keys()) : AnchorFile.Content.NONE;
        AuditVerifier.Verdict verdict = new AuditVerifier(options.database()).verify(anchors);
        if (options.json) {
            out.println(json(verdict));
        } else {
            say(verdict, anchors);
        }
        return verdict.whole() ? 0 : 1;
    }

    private void say(AuditVerifier.Verdict verdict, AnchorFile.Content anchors) {
        out.println("records as written: " + verdict.records() + ", the last with hash " + verdict.end());
        out.println(
                anchors.anchors().isEmpty()
                        ? "no anchors: a trail that was cut or made anew as a whole would not be found"
                        : anchors.anchors().size() + " anchors, agreed with up to record " + verdict.anchored());
        if (verdict.whole()) {
            out.println("The audit trail is whole.");
        } else if (verdict.finding() == AuditVerifier.Finding.ANCHOR_FILE) {
            out.println("NOT WHOLE: line " + verdict.broken() + " of the anchors: " + verdict.finding());
        } else {
            out.println("NOT WHOLE: record " + verdict.broken() + ": " + verdict.finding());
        }
    }

    private static String json(AuditVerifier.Verdict verdict) {
        try {
            return JsonMapper.builder().build().writeValueAsString(verdict);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a verdict of plain values", e);
        }
    }

    /** Own options, and the settings of the hub as the hub itself would find them. */
    private static final class Options {
        private final ConfigurableEnvironment settings = new StandardEnvironment();
        private String anchors;
        private String key;
        private boolean json;

        Options(String... arguments) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                String each = arguments[i];
                if (each.equals("--json")) {
                    json = true;
                } else if (each.equals("--anchors") && i + 1 < arguments.length) {
                    anchors = arguments[++i];
                } else if (each.equals("--key") && i + 1 < arguments.length) {
                    key = arguments[++i];
                } else if (each.startsWith("--hub.") || each.startsWith("--spring.")) {
                    keys.add(each);
                } else {
                    throw new IllegalArgumentException("an option it does not know");
                }
            }
            settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(keys.toArray(String[]::new)));
            ConfigDataEnvironmentPostProcessor.applyTo(settings);
        }

        private Path data() {
            return Path.of(settings.getRequiredProperty("hub.data"));
        }

        Path anchors() {
            return anchors == null
                    ? AuditSettings.file(settings.getProperty("hub.audit.anchors"), data())
                    : Path.of(anchors);
        }

        JWKSet keys() throws IOException, ParseException {
            return key == null
                    ? new KeyFile(data(), "audit-anchor").read()
                    : JWKSet.parse(Files.readString(Path.of(key)));
        }

        DataSource database() {
            String url = settings.getRequiredProperty("spring.datasource.url");
            return new DriverManagerDataSource(
                    url.startsWith("jdbc:h2:file:") ? url + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r" : url,
                    settings.getProperty("spring.datasource.username"),
                    settings.getProperty("spring.datasource.password"));
        }
    }
}
