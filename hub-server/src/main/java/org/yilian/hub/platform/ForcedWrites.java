package org.yilian.hub.platform;

import jakarta.annotation.PostConstruct;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says at the start when the database server itself does not force its writes to the disk. The hub cannot set that for its
 * connections, and everything it acknowledges rests on it.
 */
@Component
class ForcedWrites {
    private static final Logger LOG = LoggerFactory.getLogger(ForcedWrites.class);
    private static final List<String> NEEDED = List.of("fsync", "full_page_writes");

    private final Database database;
    private final JdbcClient jdbc;

    ForcedWrites(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @PostConstruct
    void check() {
        if (database == Database.POSTGRESQL) {
            NEEDED.stream()
                    .filter(this::off)
                    .forEach(setting -> LOG.warn(
                            "HUB-0005 the database may lose what was acknowledged when its machine stops: {}=off",
                            setting));
        }
    }

    private boolean off(String setting) {
        return jdbc.sql("select current_setting(?)")
                .param(setting)
                .query(String.class)
                .single()
                .equals("off");
    }
}
