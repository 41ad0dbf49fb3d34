package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.hub.audit.AuditVerifier.Finding;
import org.yilian.hub.audit.AuditVerifier.Verdict;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** Whoever may write to the database changes the trail, in every way there is; each is found, and where. */
abstract class AuditTampering {
    private static final int RECORDS = 12;

    @TempDir
    Path data;

    private final Random random = new Random(5);
    private DataSource database;
    private JdbcClient jdbc;
    private AuditVerifier verifier;
    private AuditAnchors anchors;

    /** One database for all tests of the class. */
    abstract DataSource database() throws SQLException;

    /** The words of the migration scripts that differ. */
    abstract Map<String, String> typeNames();

    /** Options that lead the command to it, after all connections to it are closed. */
    abstract List<String> settings() throws SQLException;

    @BeforeEach
    void aTrailWithAnchors() throws IOException, SQLException {
        database = database();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(typeNames())
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        jdbc.sql("delete from yh_audit").update();
        jdbc.sql("delete from yh_audit_entity").update();
        verifier = new AuditVerifier(database);
        anchors = new AuditAnchors(
                verifier,
                new AuditSettings("", Duration.ofDays(1), false, 0, 0),
                new HubSettings(data, "none", false, ""),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        write(0, 5);
        assertThat(anchors.anchor()).isPresent();
        write(5, 9);
        assertThat(anchors.anchor()).isPresent();
        write(9, RECORDS);
        jdbc.sql("create table kept as select * from yh_audit").update();
        jdbc.sql("create table kept_entity as select * from yh_audit_entity").update();
    }

    @AfterEach
    void close() {
        jdbc.sql("drop table kept").update();
        jdbc.sql("drop table kept_entity").update();
    }

    @Test
    void aTrailThatNobodyTouchedIsWhole() throws IOException {
        assertThat(anchors.verify()).isEqualTo(new Verdict(RECORDS, null, null, end(), 9));
        assertThat(anchors.anchor()).isPresent();
        assertThat(anchors.anchor()).as("nothing came since").isEmpty();
        assertThat(anchors.verify().anchored()).isEqualTo(RECORDS);
    }

    @Test
    void aTrailIsWholeWhileItIsWritten() throws Exception {
        Thread writer = new Thread(() -> {
            for (int i = RECORDS; i < RECORDS + 900; i += 3) {
                write(i, i + 3);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(anchors.verify().finding()).isNull();
        }
        assertThat(anchors.verify().records()).isEqualTo(RECORDS + 900);
        restore();
    }

    @Test
    void oneByteOfAnyColumnOfAnyRecordIsFound() {
        for (long number = 1; number <= RECORDS; number++) {
            for (String column : OneBit.COLUMNS) {
                OneBit.flip(jdbc, random, column, number);
                expect(number, column);
            }
            jdbc.sql("update yh_audit set recorded_at = recorded_at + interval '1' second where number = ?")
                    .param(number)
                    .update();
            expect(number, "recorded_at");
            jdbc.sql("update yh_audit set number = number + 100 where number = ?")
                    .param(number)
                    .update();
            expect(number, "number");
        }
    }

    @Test
    void oneByteOfWhatARecordTouchedIsFound() {
        for (long number = 1; number <= RECORDS; number++) {
            jdbc.sql("update yh_audit_entity set reference = concat(reference, 'x') where number = ? and kind = 'P'")
                    .param(number)
                    .update();
            expect(number, Finding.ENTITY);
            jdbc.sql("update yh_audit_entity set kind = 'R' where number = ?")
                    .param(number)
                    .update();
            expect(number, Finding.ENTITY);
            jdbc.sql("update yh_audit_entity set number = number + 100 where number = ?")
                    .param(number)
                    .update();
            expect(number, Finding.ENTITY);
            jdbc.sql("delete from yh_audit_entity where number = ? and kind = 'R'")
                    .param(number)
                    .update();
            expect(number, Finding.ENTITY);
            jdbc.sql("insert into yh_audit_entity (reference, number, kind) values ('Patient/another', ?, 'P')")
                    .param(number)
                    .update();
            expect(number, Finding.ENTITY);
        }
        jdbc.sql("insert into yh_audit_entity (reference, number, kind) values ('Patient/another', 4711, 'P')")
                .update();
        expect(4711, Finding.ENTITY);
        jdbc.sql("insert into yh_audit_entity (reference, number, kind) values ('Patient/another', -1, 'P')")
                .update();
        // Below the first record nothing is read: it belongs to none and is shown nowhere.
        assertThat(anchors.verify().whole()).isTrue();
    }

    @Test
    void aRecordTakenOutIsFound() {
        for (long number = 1; number < RECORDS; number++) {
            remove(number, number);
            expect(number, Finding.MISSING);
        }
    }

    @Test
    void twoRecordsExchangedAreFound() {
        for (long number = 1; number < RECORDS; number++) {
            long other = 1 + random.nextInt(RECORDS);
            if (other != number) {
                exchange(number, other);
                expect(Math.min(number, other), Finding.CHANGED);
            }
        }
    }

    @Test
    void aTailThatWasCutIsFoundByAnAnchor() {
        remove(9, RECORDS);
        assertThat(verifier.verify().whole()).as("by the chain alone").isTrue();
        expect(9, Finding.CUT);
        remove(1, RECORDS);
        expect(1, Finding.CUT);
    }

    @Test
    void aChainMadeAnewIsFoundByAnAnchor() throws SQLException {
        makeAnew(3, "somebody-else");
        assertThat(verifier.verify().whole()).as("by the chain alone").isTrue();
        expect(5, Finding.REMADE);
        makeAnew(7, "somebody-else");
        expect(9, Finding.REMADE);
    }

    @Test
    void theNextAnchorSaysThatTheOneBeforeWasContradicted() throws SQLException, IOException {
        makeAnew(7, "somebody-else");
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new AuditAnchors(
                        verifier,
                        new AuditSettings("", Duration.ofDays(1), false, 0, 0),
                        new HubSettings(data, "none", false, ""),
                        Clock.systemUTC(),
                        metrics)
                .anchor();
        assertThat(metrics.counter("hub.audit.breaks").count()).isEqualTo(1);
        assertThat(anchors.verify().finding()).as("for good").isEqualTo(Finding.REMADE);
    }

    @Test
    void anAnchorChangedTakenOutOrForgedIsFound() throws IOException {
        Path file = data.resolve("anchors").resolve(AnchorFile.NAME);
        String text = Files.readString(file);
        for (int i = 0; i < 200; i++) {
            int place = random.nextInt(text.length() - 1);
            if (text.charAt(place) != '\n') {
                Files.writeString(
                        file, text.substring(0, place) + (char) (text.charAt(place) ^ 1) + text.substring(place + 1));
                assertThat(anchors.verify().finding()).isEqualTo(Finding.ANCHOR_FILE);
            }
        }
        Files.writeString(file, text.substring(text.indexOf('\n') + 1));
        assertThat(anchors.verify())
                .extracting(Verdict::finding, Verdict::broken)
                .containsExactly(Finding.ANCHOR_FILE, 1L);
        Files.writeString(file, text + text.lines().findFirst().orElseThrow() + "\n");
        assertThat(anchors.verify())
                .extracting(Verdict::finding, Verdict::broken)
                .containsExactly(Finding.ANCHOR_FILE, 3L);
        Files.writeString(file, text + "half a li");
        assertThat(anchors.verify().whole()).as("what a crash left").isTrue();
        assertThat(anchors.anchor()).isPresent();
        assertThat(anchors.verify().whole()).isTrue();
    }

    @Test
    void theCommandSaysWhetherAndWhere() throws Exception {
        Path elsewhere = Files.copy(data.resolve("anchors").resolve(AnchorFile.NAME), data.resolve("kept.jws"));
        Path key = Files.writeString(
                data.resolve("kept.jwks"), anchors.publicKeys().toString());
        assertThat(command()).isEqualTo("0 The audit trail is whole.");
        assertThat(command("--anchors", elsewhere.toString(), "--key", key.toString()))
                .isEqualTo("0 The audit trail is whole.");
        OneBit.flip(jdbc, random, "content", 6);
        assertThat(command()).isEqualTo("1 NOT WHOLE: record 6: CHANGED");
        assertThat(command("--json")).startsWith("1 {\"records\":5,\"broken\":6,\"finding\":\"CHANGED\"");
        restore();
        remove(8, RECORDS);
        Files.delete(data.resolve("anchors").resolve(AnchorFile.NAME));
        assertThat(command()).isEqualTo("0 The audit trail is whole.");
        assertThat(command("--anchors", elsewhere.toString(), "--key", key.toString()))
                .isEqualTo("1 NOT WHOLE: record 8: CUT");
        JWKSet.parse(Files.readString(key)).getKeys().forEach(each -> assertThat(each.isPrivate())
                .isFalse());
        assertThat(command("--unheard-of")).startsWith("2");
        restore();
    }

    private String command(String... options) throws SQLException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--hub.data=" + data);
        arguments.addAll(settings());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = new VerifyAudit(out, out).run(arguments.toArray(String[]::new));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return code + " " + lines.get(lines.size() - 1);
    }

    private void expect(long number, String what) {
        assertThat(anchors.verify().broken()).as(what + " of " + number).isEqualTo(number);
        restore();
    }

    private void expect(long number, Finding finding) {
        assertThat(anchors.verify())
                .extracting(Verdict::broken, Verdict::finding)
                .containsExactly(number, finding);
        restore();
    }

    private void remove(long from, long to) {
        for (String table : List.of("yh_audit", "yh_audit_entity")) {
            jdbc.sql("delete from " + table + " where number between ? and ?")
                    .param(from)
                    .param(to)
                    .update();
        }
    }

    private void exchange(long one, long other) {
        for (String table : List.of("yh_audit", "yh_audit_entity")) {
            renumber(table, one, 999);
            renumber(table, other, one);
            renumber(table, 999, other);
        }
    }

    private void renumber(String table, long from, long to) {
        jdbc.sql("update " + table + " set number = ? where number = ?")
                .param(to)
                .param(from)
                .update();
    }

    /** As somebody would who knows the code: another caller in one record, and every hash after it right again. */
    private void makeAnew(long number, String agent) throws SQLException {
        List<AuditRecord> records = jdbc
                .sql("select content from yh_audit where number >= ? order by number")
                .param(number)
                .query(String.class)
                .list()
                .stream()
                .map(AuditRecord::parse)
                .toList();
        List<AuditRecord> changed = new ArrayList<>(records);
        AuditRecord one = records.get(0);
        changed.set(
                0,
                new AuditRecord(
                        one.at(),
                        one.door(),
                        one.action(),
                        one.interaction(),
                        one.outcome(),
                        one.type(),
                        agent,
                        one.facility(),
                        one.user(),
                        one.resources(),
                        one.patients(),
                        one.query(),
                        one.app(),
                        one.times(),
                        one.address(),
                        one.token(),
                        one.purpose(),
                        one.roles()));
        remove(number, RECORDS);
        append(changed);
    }

    private void write(int from, int to) {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Caller caller = i % 3 == 0
                    ? new Caller("doctor", null, Set.of(), Set.of("DOCTOR"))
                    : Caller.system("h001", "H001", Set.of());
            records.add(AuditRecord.of(
                    Access.query(
                                    Door.FHIR,
                                    "Observation",
                                    "Observation?code=" + i,
                                    List.of("Observation/h001-" + i, "urn:oid:1.2." + i),
                                    List.of("Patient/h001-" + i))
                            .by(caller),
                    Clock.systemUTC().instant()));
        }
        try {
            append(records);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(List<AuditRecord> records) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditRows.append(connection, AuditRows.last(connection), records);
            connection.commit();
        }
    }

    private String end() {
        return jdbc.sql("select hash from yh_audit where number = " + RECORDS)
                .query(String.class)
                .single();
    }

    private void restore() {
        jdbc.sql("delete from yh_audit").update();
        jdbc.sql("delete from yh_audit_entity").update();
        jdbc.sql("insert into yh_audit select * from kept").update();
        jdbc.sql("insert into yh_audit_entity select * from kept_entity").update();
    }
}
