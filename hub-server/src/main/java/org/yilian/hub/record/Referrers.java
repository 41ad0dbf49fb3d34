package org.yilian.hub.record;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Who refers to a resource, by the index of links that HAPI keeps. Joins the caller's transaction. */
@Component
class Referrers {
    private final NamedParameterJdbcTemplate jdbc;

    Referrers(JdbcTemplate jdbc) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /** Keys ({@code Type/id}) of all that refer to {@code key}, in a fixed order. */
    Set<String> of(String key) {
        int slash = key.indexOf('/');
        return new TreeSet<>(jdbc.queryForList(
                "select distinct concat(s.RES_TYPE, concat('/', s.FHIR_ID)) from HFJ_RESOURCE t"
                        + " join HFJ_RES_LINK l on l.TARGET_RESOURCE_ID = t.RES_ID"
                        + " join HFJ_RESOURCE s on s.RES_ID = l.SRC_RESOURCE_ID"
                        + " where t.FHIR_ID = :id and t.RES_TYPE = :type and s.RES_DELETED_AT is null",
                Map.of("type", key.substring(0, slash), "id", key.substring(slash + 1)),
                String.class));
    }
}
