package org.yilian.hub.imaging.dimse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;

/** Performed procedure steps as told so far; called inside a transaction of the caller. */
@Component
class PerformedSteps {
    private final JdbcClient jdbc;

    PerformedSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Step(String facility, String status, DataSet attributes) {}

    /** The step, locked until the transaction ends. */
    Optional<Step> locked(String sopUid) {
        return jdbc.sql("select facility, status, attributes from yh_performed_step where sop_uid = ? for update")
                .param(sopUid)
                .query((row, n) -> new Step(row.getString(1), row.getString(2), read(row.getString(3))))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if there is one of this UID */
    void insert(String sopUid, Peer peer, String status, DataSet attributes, Instant now) {
        jdbc.sql("insert into yh_performed_step (sop_uid, ae_title, facility, status, attributes, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(sopUid)
                .param(peer.association().callingAe())
                .param(peer.facility().code())
                .param(status)
                .param(DicomJson.toJson(attributes))
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(String sopUid, String status, DataSet attributes, Instant now) {
        jdbc.sql("update yh_performed_step set status = ?, attributes = ?, changed_at = ? where sop_uid = ?")
                .param(status)
                .param(DicomJson.toJson(attributes))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(sopUid)
                .update();
    }

    private static DataSet read(String attributes) {
        try {
            return DicomJson.read(attributes);
        } catch (DicomException e) {
            throw new IllegalStateException("HUB-0552: a stored procedure step is damaged");
        }
    }
}
