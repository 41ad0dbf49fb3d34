package org.yilian.hub.imaging.study;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.record.StudySettled;

/**
 * Tells that a study is complete, as far as anybody can know: its ImagingStudy is written and nothing came since for as long as
 * the settings say. What was told stands in the study's row, in the transaction of those who hear it, so that several nodes tell
 * once and a crash tells after the next start.
 */
@Component
class StudySettling {
    private static final Logger log = LoggerFactory.getLogger(StudySettling.class);
    private static final int AT_ONCE = 50;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StudySettling(
            JdbcClient jdbc, ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT3S")
    void tellDue() {
        Instant now = clock.instant();
        for (long id : due(now)) {
            try {
                transaction.executeWithoutResult(status -> settled(id, now).ifPresent(events::publishEvent));
            } catch (RuntimeException e) {
                log.error(
                        "HUB-0564: nobody could be told of a settled study: study={} cause={}",
                        id,
                        e.getClass().getSimpleName());
                transaction.executeWithoutResult(status -> later(id, now.plus(PAUSE_AFTER_FAILURE)));
            }
        }
    }

    private List<Long> due(Instant now) {
        return jdbc.sql(
                        "select id from yh_study where settle_at <= ? and dirty_since is null order by settle_at limit ?")
                .params(now.atOffset(ZoneOffset.UTC), AT_ONCE)
                .query(Long.class)
                .list();
    }

    private Optional<StudySettled> settled(long id, Instant now) {
        Optional<StudySettled> study = jdbc.sql(
                        "select facility, study_uid, patient_ref, instance_count, settled_of from yh_study where id = ?")
                .param(id)
                .query((row, n) -> new StudySettled(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getObject(5) != null))
                .optional();
        int ours = jdbc.sql("update yh_study set settle_at = null, settled_of = changed_at"
                        + " where id = ? and settle_at <= ? and dirty_since is null")
                .params(id, now.atOffset(ZoneOffset.UTC))
                .update();
        return ours == 1 ? study : Optional.empty();
    }

    private void later(long id, Instant when) {
        jdbc.sql("update yh_study set settle_at = ? where id = ? and settle_at is not null")
                .params(when.atOffset(ZoneOffset.UTC), id)
                .update();
    }
}
