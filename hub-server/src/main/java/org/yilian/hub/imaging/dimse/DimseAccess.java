package org.yilian.hub.imaging.dimse;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.StudyOwners;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.worklist.Worklist;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Piece;

/** The one place where the DIMSE services ask whether they may answer, and leave the trace of it before the answer leaves. */
@Component
class DimseAccess {
    private static final String TYPE = "ImagingStudy";
    private static final Set<String> SCOPES = Set.of("dicomweb.read", "dicomweb.write");

    private final Region region;
    private final AccessPolicy policy;
    private final StudyOwners owners;
    private final AuditTrail trail;

    DimseAccess(Region region, AccessPolicy policy, StudyOwners owners, AuditTrail trail) {
        this.region = region;
        this.policy = policy;
        this.owners = owners;
        this.trail = trail;
    }

    /**
     * Who asks.
     *
     * @throws DicomStatusException 0124 for somebody who was a member when associating and is none now
     */
    Peer peer(AssociationInfo association) throws DicomStatusException {
        Facility facility = region.byCallingAe(association.callingAe()).orElseThrow(DimseAccess::refused);
        Caller caller = Caller.system(association.callingAe(), facility.code(), SCOPES);
        if (!policy.decide(caller, Door.DIMSE).allowed()) {
            throw refused();
        }
        return new Peer(association, facility, caller);
    }

    private static DicomStatusException refused() {
        return new DicomStatusException(DimseStatus.NOT_AUTHORIZED);
    }

    /** Those of the answers that the peer may see. */
    List<ImageSearch.Answer> visible(Peer peer, List<ImageSearch.Answer> answers) {
        Map<String, String> facilities = owners.facilities(
                answers.stream().map(ImageSearch.Answer::studyUid).distinct().toList());
        return policy.visible(
                peer.caller(),
                answers,
                each -> Piece.study(each.studyUid(), facilities.get(each.studyUid()), each.patientRef()));
    }

    /** Records a page of answers to a query. */
    void found(Peer peer, String question, List<ImageSearch.Answer> answers) {
        trail.record(Access.query(
                        Door.DIMSE,
                        TYPE,
                        question,
                        studies(answers.stream().map(ImageSearch.Answer::studyUid)),
                        patients(answers.stream().map(ImageSearch.Answer::patientRef)))
                .as(Access.Action.EXECUTE, "c-find")
                .by(peer.caller())
                .from(peer.origin()));
    }

    /** Records entries of the worklist that are about to be told. */
    void worklist(Peer peer, String question, List<Worklist.Entry> entries) {
        trail.record(Access.query(
                        Door.DIMSE,
                        "ServiceRequest",
                        question,
                        entries.stream()
                                .map(entry -> "ServiceRequest/" + entry.resource())
                                .toList(),
                        patients(entries.stream().map(Worklist.Entry::patient)))
                .as(Access.Action.EXECUTE, "worklist")
                .by(peer.caller())
                .from(peer.origin()));
    }

    /**
     * Records what is about to be sent.
     *
     * @param operation {@code c-move} or {@code c-get}
     * @param destination AE title that it goes to
     */
    void sent(Peer peer, String operation, String destination, Collection<InstanceRow> instances) {
        trail.record(new Access(
                peer.caller(),
                Door.DIMSE,
                Access.Action.READ,
                operation,
                TYPE,
                studies(instances.stream().map(InstanceRow::studyUid)),
                patients(instances.stream().map(InstanceRow::patientRef)),
                "to " + destination,
                Access.Outcome.SUCCESS,
                peer.origin()));
    }

    /** Records a question that discloses nothing of a patient to the asking. */
    void asked(Peer peer, String operation) {
        trail.recordLater(Access.read(Door.DIMSE, TYPE, List.of(), List.of())
                .as(Access.Action.EXECUTE, operation)
                .by(peer.caller())
                .from(peer.origin()));
    }

    /** Records that somebody asked for what is refused. */
    void refused(Peer peer, String operation) {
        trail.recordLater(Access.read(Door.DIMSE, TYPE, List.of(), List.of())
                .as(Access.Action.EXECUTE, operation)
                .by(peer.caller())
                .from(peer.origin())
                .ending(Access.Outcome.FAILED));
    }

    private static List<String> studies(Stream<String> uids) {
        return uids.distinct().map(uid -> "urn:oid:" + uid).toList();
    }

    private static List<String> patients(Stream<String> references) {
        return references
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> "Patient/" + id)
                .toList();
    }
}
