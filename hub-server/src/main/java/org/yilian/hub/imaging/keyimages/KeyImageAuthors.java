package org.yilian.hub.imaging.keyimages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.security.Caller;

/** Who had the hub write which key object selection. The object names its author, too, but any sender can write a name. */
@Component
class KeyImageAuthors {
    private final JdbcClient jdbc;

    KeyImageAuthors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void add(String sopUid, String studyUid, Caller author, Instant now) {
        jdbc.sql("insert into yh_key_image_document (sop_uid, study_uid, author, facility, created_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(sopUid, studyUid, author.name(), author.facility(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An object of the caller's that is in the archive. */
    record Own(String series, String instance) {}

    @Transactional(readOnly = true)
    public List<Own> of(String studyUid, Caller caller) {
        if (caller.facility() == null) {
            return List.of();
        }
        return jdbc.sql("""
                        select se.series_uid, i.sop_uid
                          from yh_key_image_document d
                          join yh_instance i on i.sop_uid = d.sop_uid
                          join yh_series se on se.id = i.series_id
                         where d.study_uid = ? and d.author = ? and d.facility = ?
                         order by i.id
                        """)
                .params(studyUid, caller.name(), caller.facility())
                .query((row, n) -> new Own(row.getString(1), row.getString(2)))
                .list();
    }
}
