package org.yilian.hub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.vault.Vault;

/** The bytes of {@code yh_inbox}: sealed where encryption at rest is on, each bound to its row's own unique key. */
@Component
class SealedMessages {
    /** What {@link #raw(ResultSet)} needs of a row. */
    static final String RAW = "id, facility, control_id, content_hash, raw_key, raw";

    private final Vault vault;

    SealedMessages(Vault vault) {
        this.vault = vault;
    }

    /** For {@code raw_key}: null where new rows stay in the clear. */
    String key() {
        return vault.keyId();
    }

    byte[] raw(Arrival arrival) {
        return vault.seal(arrival.raw(), what(arrival, "raw"));
    }

    byte[] ack(Arrival arrival) {
        return vault.seal(arrival.ack(), what(arrival, "ack"));
    }

    byte[] raw(ResultSet row) throws SQLException {
        return vault.open(row.getString("raw_key"), row.getBytes("raw"), what(row, "raw"));
    }

    byte[] ack(ResultSet row) throws SQLException {
        return vault.open(row.getString("raw_key"), row.getBytes("ack"), what(row, "ack"));
    }

    private static Vault.What what(Arrival arrival, String column) {
        return what("a new row", column, arrival.facility(), arrival.controlId(), arrival.hash());
    }

    private static Vault.What what(ResultSet row, String column) throws SQLException {
        return what(
                "yh_inbox " + row.getLong("id") + " " + column,
                column,
                row.getString("facility"),
                row.getString("control_id"),
                row.getString("content_hash"));
    }

    private static Vault.What what(String name, String column, String facility, String controlId, String hash) {
        return Vault.What.of(name, "yh_inbox", column, facility, controlId, hash);
    }
}
