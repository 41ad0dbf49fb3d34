package org.yilian.hub.imaging.dimse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.dicom.net.StorageCommitment.Failure;
import org.yilian.dicom.net.StorageCommitment.FailureReason;
import org.yilian.dicom.net.StorageCommitment.Reference;
import org.yilian.dicom.net.StorageCommitment.Request;
import org.yilian.dicom.net.StorageCommitment.Result;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * What of a request is safe here: instances of the asking facility whose row is in the index and whose file is in the store.
 * Those of other facilities, and those in quarantine, are not there for it.
 */
@Component
class KeptInstances {
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final ImageStore store;

    KeptInstances(JdbcClient jdbc, ImageStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    private record Kept(String sopUid, String sopClass, String fileKey) {}

    Result of(String facility, Request request) {
        Map<String, Kept> kept = kept(
                facility,
                request.references().stream().map(Reference::sopInstanceUid).toList());
        List<Reference> committed = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (Reference reference : request.references()) {
            Kept here = kept.get(reference.sopInstanceUid());
            if (here == null || !store.exists(here.fileKey())) {
                failed.add(new Failure(reference, FailureReason.NO_SUCH_OBJECT_INSTANCE.code()));
            } else if (!here.sopClass().equals(reference.sopClassUid())) {
                failed.add(new Failure(reference, FailureReason.CLASS_INSTANCE_CONFLICT.code()));
            } else {
                committed.add(reference);
            }
        }
        return new Result(request.transactionUid(), committed, failed);
    }

    private Map<String, Kept> kept(String facility, List<String> uids) {
        Map<String, Kept> found = new HashMap<>();
        for (int from = 0; from < uids.size(); from += AT_ONCE) {
            jdbc.sql(
                            "select i.sop_uid, i.sop_class, i.file_key from yh_instance i join yh_study st on st.id = i.study_id"
                                    + " where i.sop_uid in (:uids) and st.facility = :facility")
                    .param("uids", uids.subList(from, Math.min(uids.size(), from + AT_ONCE)))
                    .param("facility", facility)
                    .query((row, n) -> new Kept(row.getString(1), row.getString(2), row.getString(3)))
                    .list()
                    .forEach(each -> found.put(each.sopUid(), each));
        }
        return found;
    }
}
