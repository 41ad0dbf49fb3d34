package org.yilian.hub.recognition;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.platform.Sha256;
import org.yilian.hub.recognition.rules.Rulebook;
import org.yilian.hub.recognition.rules.Rules;
import org.yilian.hub.recognition.rules.RulesReader;

/** The rulebook in force, and every earlier one by its version. */
@Component
class Rulebooks implements SmartInitializingSingleton {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rulebook current;
    private final PlatformTransactionManager transactions;

    /** Reads the region's files; a mistake in them stops the start. */
    Rulebooks(Region region, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        LocalDate today = LocalDate.ofInstant(clock.instant(), region.zone());
        List<Rules.Member> members = region.facilities().stream()
                .map(facility -> new Rules.Member(facility.code(), rank(facility), facility.district()))
                .toList();
        Rules rules = new RulesReader(
                        region.zone().getId(),
                        members,
                        today,
                        name -> "conversions".equals(name)
                                ? conversions()
                                : region.recognitionFile(name).orElse(null))
                .read();
        this.current = new Rulebook(region.code() + "-" + hash(StoredJson.write(rules)), rules);
    }

    Rulebook current() {
        return current;
    }

    /**
     * @throws HubFailure HUB-0902 if no check was ever judged by this version
     */
    Rulebook version(String version) {
        if (version.equals(current.version())) {
            return current;
        }
        return jdbc.sql("select rules from yh_rulebook where version = ?")
                .param(version)
                .query(String.class)
                .optional()
                .map(text -> new Rulebook(version, StoredJson.read(text, new TypeReference<Rules>() {})))
                .orElseThrow(
                        () -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0902", "no rulebook of this version"));
    }

    /** Keeps the current rules before any check can be judged by them. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> keep());
        } catch (DuplicateKeyException e) {
            // Another node keeps the same version at this moment.
            return;
        }
    }

    private void keep() {
        boolean kept = jdbc.sql("select version from yh_rulebook where version = ?")
                .param(current.version())
                .query(String.class)
                .optional()
                .isPresent();
        if (!kept) {
            jdbc.sql("insert into yh_rulebook (version, loaded_at, rules) values (?, ?, ?)")
                    .params(current.version(), Timestamp.from(clock.instant()), StoredJson.write(current.rules()))
                    .update();
        }
    }

    private static int rank(Facility facility) {
        return switch (facility.level()) {
            case TERTIARY -> 3;
            case COUNTY, SPECIALIST -> 2;
            case TOWNSHIP -> 1;
        };
    }

    private static String conversions() {
        try {
            return new ClassPathResource("recognition/conversions.csv").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the hub's own table of conversions is missing", e);
        }
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
