package org.yilian.hub.identity;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;
import org.yilian.sample.matching.ChineseSet;
import org.yilian.sample.matching.MatchingRecord;

/**
 * How many new source records one core links on PostgreSQL, each in a transaction of its own, and how that falls as there are
 * more: {@code LinkingBenchmark PEOPLE RECORDS SLICE}. Prints for each slice the rate of the clock, with one thread, and that
 * of the processors: records by seconds of CPU, ours and the database's together. Then a dry run decides about all of them
 * anew. Makes no promise.
 */
final class LinkingBenchmark {
    private LinkingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int people = Integer.parseInt(arguments[0]);
        int records = Integer.parseInt(arguments[1]);
        int slice = Integer.parseInt(arguments[2]);
        Path data = Files.createTempDirectory("linking");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("shared_buffers", "1GB")
                        .start();
                HikariDataSource pool = pool(postgres.getPostgresDatabase())) {
            tables(pool);
            JdbcClient jdbc = JdbcClient.create(pool);
            PersonTables tables = new PersonTables(jdbc);
            Rulings rulings = new Rulings(jdbc);
            Linker linker = new Linker(tables, rulings, Clock.systemUTC());
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
            Processors processors = Processors.ofPostgres(data);
            run(new ChineseSet(1, people, records), slice, processors, record -> {
                Traits traits = traits(record);
                transaction.executeWithoutResult(status -> {
                    Profile profile = Profile.of(traits);
                    tables.lock(List.of(profile));
                    Standing standing =
                            tables.standings(List.of(traits.patient())).get(traits.patient());
                    tables.keep(traits, Keys.of(profile), standing);
                    linker.settle(profile, standing);
                });
            });
            dryRun(tables, rulings, transaction, processors);
        }
    }

    private static void run(ChineseSet set, int slice, Processors processors, Consumer<MatchingRecord> link) {
        long[] count = {0, System.nanoTime()};
        Duration[] used = {processors.used()};
        set.forEach(record -> {
            link.accept(record);
            if (++count[0] % slice == 0) {
                double seconds = (System.nanoTime() - count[1]) / 1e9;
                double cpu = processors.used().minus(used[0]).toNanos() / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%,d records: %.0f/s by the clock, %.0f/s and core%n",
                        count[0],
                        slice / seconds,
                        slice / cpu);
                count[1] = System.nanoTime();
                used[0] = processors.used();
            }
        });
    }

    private static void dryRun(
            PersonTables tables, Rulings rulings, TransactionTemplate transaction, Processors processors) {
        PlannedLinks plan = new PlannedLinks(tables, rulings, new HashSet<>());
        Settlement settlement = new Settlement(plan, rulings, Clock.systemUTC());
        Duration before = processors.used();
        long count = 0;
        for (String after = ""; after != null; ) {
            String from = after;
            List<Profile> page = transaction.execute(status -> {
                List<Profile> some = tables.page(from, 200);
                some.forEach(each -> settlement.settle(each, Standing.KNOWN));
                plan.forgetRules();
                return some;
            });
            count += page.size();
            after = page.isEmpty() ? null : page.get(page.size() - 1).traits().patient();
        }
        double cpu = processors.used().minus(before).toNanos() / 1e9;
        int changes = transaction.execute(status -> plan.changes().size());
        System.out.printf(
                Locale.ROOT, "dry run over %,d records: %.0f/s and core, %,d changes%n", count, count / cpu, changes);
    }

    /** What this process and the database's have used of the processors. */
    private record Processors(ProcessHandle postmaster) {
        static Processors ofPostgres(Path data) throws IOException {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return new Processors(ProcessHandle.of(pid).orElseThrow());
        }

        Duration used() {
            return Stream.concat(Stream.of(ProcessHandle.current(), postmaster), postmaster.descendants())
                    .flatMap(each -> each.info().totalCpuDuration().stream())
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    private static HikariDataSource pool(DataSource postgres) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(postgres);
        pool.setAutoCommit(false);
        // Or the CPU time of the backend that did the work would be gone with its connection.
        pool.setMaxLifetime(0);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private static void tables(DataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .placeholders(Map.of("blob", "bytea", "text", "text", "pattern", "text_pattern_ops"))
                .load()
                .migrate();
    }

    private static Traits traits(MatchingRecord record) {
        return new Traits(
                record.facility().toLowerCase(Locale.ROOT) + "-" + record.record(),
                record.facility(),
                record.name().isEmpty() ? record.family() + record.given() : record.name(),
                List.of(new Traits.Name(record.family(), record.given(), record.name())),
                record.sex(),
                record.birthDate(),
                record.numbers().stream()
                        .map(each -> new Traits.Number(
                                Traits.Kind.valueOf(each.kind().name()), each.value()))
                        .toList(),
                record.phones(),
                record.addressLine().isEmpty() ? List.of() : List.of(record.addressLine()),
                new Traits.Mother(record.motherName(), record.motherNumber()),
                record.birthOrder(),
                record.mrn(),
                java.util.Set.of("urn:oid:mrn." + record.facility() + "|" + record.mrn()),
                true,
                null);
    }
}
