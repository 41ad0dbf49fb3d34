package org.yilian.hub.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds records of the trail, newest first. */
@Component
class AuditRecords {
    private final JdbcClient jdbc;

    AuditRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<Numbered> find(long number) {
        return jdbc.sql("select number, content from yh_audit where number = ?")
                .param(number)
                .query((row, index) -> new Numbered(row.getLong(1), AuditRecord.parse(row.getString(2))))
                .optional();
    }

    @Transactional(readOnly = true)
    public Page find(Wanted wanted, int offset, int count) {
        Map<String, Object> values = new LinkedHashMap<>();
        String where = where(wanted, values);
        long total = jdbc.sql("select count(*) from yh_audit a" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("offset", offset);
        values.put("count", count);
        List<Numbered> records = jdbc.sql("select a.number, a.content from yh_audit a" + where
                        + " order by a.number desc offset :offset rows fetch first :count rows only")
                .params(values)
                .query((row, index) -> new Numbered(row.getLong(1), AuditRecord.parse(row.getString(2))))
                .list();
        return new Page(records, total);
    }

    /** Only constants become SQL; what was asked for is bound. */
    private static String where(Wanted wanted, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (wanted.from() != null) {
            conditions.add("a.recorded_at >= :from");
            values.put("from", wanted.from().atOffset(ZoneOffset.UTC));
        }
        if (wanted.to() != null) {
            conditions.add("a.recorded_at <= :to");
            values.put("to", wanted.to().atOffset(ZoneOffset.UTC));
        }
        if (wanted.agent() != null) {
            conditions.add("a.agent = :agent");
            values.put("agent", wanted.agent());
        }
        if (!wanted.actions().isEmpty()) {
            conditions.add("a.action in (:actions)");
            values.put("actions", wanted.actions());
        }
        if (!wanted.outcomes().isEmpty()) {
            conditions.add("a.outcome in (:outcomes)");
            values.put("outcomes", wanted.outcomes());
        }
        if (wanted.entity() != null) {
            conditions.add("a.number in (select e.number from yh_audit_entity e where e.reference = :entity)");
            values.put("entity", wanted.entity());
        }
        if (wanted.patient() != null) {
            conditions.add("a.number in (select p.number from yh_audit_entity p where p.reference = :patient"
                    + " and p.kind = 'P')");
            values.put("patient", wanted.patient());
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** What to look for; null and empty mean anything. References are {@code Type/id}. */
    record Wanted(
            Instant from,
            Instant to,
            String agent,
            String entity,
            String patient,
            List<String> actions,
            List<String> outcomes) {}

    record Numbered(long number, AuditRecord record) {}

    record Page(List<Numbered> records, long total) {}
}
