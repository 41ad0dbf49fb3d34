package org.yilian.hub.imaging.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.audit.Origin;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** One audit record per association and study it sends, as PS3.15 A.5.3.7 asks, not one per image. */
@Component
class DicomTrace {
    private static final int REMEMBERED = 1_000;

    private record Sent(AssociationInfo association, String studyUid) {}

    private final AuditTrail trail;
    private final Map<Sent, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sent, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    DicomTrace(AuditTrail trail) {
        this.trail = trail;
    }

    void received(AssociationInfo association, String facility, String studyUid) {
        synchronized (seen) {
            if (seen.put(new Sent(association, studyUid), true) != null) {
                return;
            }
        }
        Caller peer = Caller.system(association.callingAe(), facility, Set.of("dicomweb.write"));
        trail.recordLater(Access.read(Door.DIMSE, "ImagingStudy", List.of("urn:oid:" + studyUid), List.of())
                .as(Access.Action.CREATE, "c-store")
                .by(peer)
                .from(Origin.of(association.remote())));
    }
}
