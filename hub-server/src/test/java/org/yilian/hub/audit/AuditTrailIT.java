package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** The trail on a database, under load and with a rival. */
class AuditTrailIT {
    private final JdbcDataSource database = new JdbcDataSource();
    private final List<AuditTrail> trails = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private JdbcClient jdbc;
    private AuditVerifier verifier;

    @BeforeEach
    void emptyDatabase() throws SQLException {
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(java.util.Map.of("text", "varchar", "blob", "varbinary", "pattern", ""))
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        verifier = new AuditVerifier(database);
    }

    @AfterEach
    void stop() {
        trails.forEach(AuditTrail::stop);
    }

    @Test
    void everyAccessHasItsRecordWhenRecordReturns() throws Exception {
        AuditTrail trail = start();
        load(List.of(trail), 16, 200);
        assertThat(count()).isEqualTo(3200);
        assertThat(verifier.verify().broken()).isNull();
        assertThat(verifier.verify().records()).isEqualTo(3200);
    }

    @Test
    void twoNodesExtendOneChain() throws Exception {
        load(List.of(start(), start()), 4, 50);
        assertThat(count()).isEqualTo(200);
        assertThat(verifier.verify().broken()).isNull();
    }

    @Test
    void goesOnWhereTheLastStartEnded() {
        AuditTrail first = start();
        first.record(access("Patient/1"));
        first.stop();
        start().record(access("Patient/2"));
        assertThat(verifier.verify())
                .isEqualTo(new AuditVerifier.Verdict(
                        2, null, null, verifier.verify().end(), 0));
    }

    @Test
    void findsARecordTakenOutAndTwoExchanged() {
        AuditTrail trail = start();
        for (int i = 0; i < 5; i++) {
            trail.record(access("Patient/" + i));
        }
        execute("update yh_audit set number = 99 where number = 3");
        assertThat(verifier.verify().broken()).isEqualTo(3);
        execute("update yh_audit set number = 3 where number = 4");
        execute("update yh_audit set number = 4 where number = 99");
        assertThat(verifier.verify().broken()).isEqualTo(3);
    }

    @Test
    void aRecordThatWouldNotFitIsCutAndHoldsUpNobody() {
        AuditTrail trail = start();
        Caller odd = new Caller("x\u0000\n" + "y".repeat(1000), "H".repeat(100), Set.of(), Set.of());
        trail.record(Access.query(Door.FHIR, "Patient", "q".repeat(2_000_000), List.of("r".repeat(1000)), List.of())
                .by(odd));
        trail.record(access("Patient/1"));
        assertThat(count()).isEqualTo(2);
        assertThat(verifier.verify().broken()).isNull();
    }

    @Test
    void refusesTheAccessWhenTheRecordCannotBeWritten() {
        AuditTrail trail = start();
        execute("alter table yh_audit rename to elsewhere");
        assertThatThrownBy(() -> trail.record(access("Patient/1"))).hasMessageContaining("HUB-0951");
        execute("alter table elsewhere rename to yh_audit");
        trail.record(access("Patient/2"));
        // The one that was refused was written too when that was possible again: it was attempted.
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whoOpensUnusuallyManyPatientsIsRemarkedOnOnce() {
        AuditTrail trail = start();
        Caller doctor = new Caller("doctor", "H001", Set.of(), Set.of("DOCTOR"));
        for (int i = 0; i < 60; i++) {
            trail.record(access("Patient/same").by(doctor));
            trail.record(access("Patient/" + i));
        }
        assertThat(remarks()).as("one patient often, and a system many").isZero();
        for (int i = 0; i < 30; i++) {
            trail.record(Access.query(Door.FHIR, "Observation", "x", List.of(), List.of("Patient/" + i))
                    .by(doctor));
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(remarks()).isEqualTo(1));
        assertThat(metrics.counter("hub.audit.bulk.browsing").count()).isEqualTo(1);
        List<String> page = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> "Patient/l" + i)
                .toList();
        trail.record(Access.query(Door.FHIR, "Patient", "x", page, page).by(doctor));
        assertThat(metrics.counter("hub.audit.bulk.browsing").count())
                .as("a page listed")
                .isEqualTo(1);
        List<String> more = java.util.stream.IntStream.range(60, 120)
                .mapToObj(i -> "Patient/l" + i)
                .toList();
        trail.record(Access.query(Door.FHIR, "Patient", "x", more, more).by(doctor));
        assertThat(metrics.counter("hub.audit.bulk.browsing").count()).isEqualTo(2);
        assertThat(verifier.verify().broken()).isNull();
    }

    private long remarks() {
        return jdbc.sql("select count(*) from yh_audit where content like '%\"bulk-browsing\"%' and agent = 'doctor'")
                .query(Long.class)
                .single();
    }

    private AuditTrail start() {
        AuditTrail trail = new AuditTrail(
                database,
                new AuditSettings("", java.time.Duration.ofDays(1), false, 20, 100),
                Clock.systemUTC(),
                metrics);
        trail.start();
        trails.add(trail);
        return trail;
    }

    private static void load(List<AuditTrail> trails, int threads, int each) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                AuditTrail trail = trails.get(t % trails.size());
                String patient = "Patient/" + t;
                done.add(callers.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        trail.record(access(patient));
                    }
                }));
            }
            for (Future<?> caller : done) {
                caller.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    private static Access access(String patient) {
        return Access.read(Door.FHIR, "Patient", List.of(), List.of(patient))
                .by(Caller.system("h001", "H001", Set.of()));
    }

    private long count() {
        return jdbc.sql("select count(*) from yh_audit").query(Long.class).single();
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
