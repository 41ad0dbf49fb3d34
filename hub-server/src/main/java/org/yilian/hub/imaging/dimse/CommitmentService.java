package org.yilian.hub.imaging.dimse;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomRequests;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.DimseStatusException;
import org.yilian.dicom.net.StorageCommitment;
import org.yilian.hub.imaging.ingest.Uids;

/** Takes requests for storage commitment, PS3.4 J.3.2; the report goes out later, on an association of the hub's own. */
@Component
class CommitmentService {
    private final DimseAccess access;
    private final MoveTargets targets;
    private final OwedReports reports;
    private final Clock clock;

    CommitmentService(DimseAccess access, MoveTargets targets, OwedReports reports, Clock clock) {
        this.access = access;
        this.targets = targets;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Called by the route. When it returns, the request is durable.
     *
     * @throws DicomStatusException 0124 for who cannot be reported to, 0110 for a transaction that was used before
     * @throws DimseStatusException where it is no request for storage commitment
     */
    public void ask(Exchange exchange) throws DicomStatusException, DimseStatusException {
        Peer peer = access.peer(exchange.getIn().getHeader(DicomConstants.ASSOCIATION, AssociationInfo.class));
        StorageCommitment.Request request = StorageCommitment.Request.of(DicomRequests.normalized(exchange));
        boolean valid = Uids.isValid(request.transactionUid())
                && request.references().stream()
                        .allMatch(each -> Uids.isValid(each.sopClassUid()) && Uids.isValid(each.sopInstanceUid()));
        if (!valid) {
            throw new DicomStatusException(DimseStatus.of(0x0115).withComment("not a UID"));
        }
        if (targets.find(peer.association().callingAe()).isEmpty()) {
            throw new DicomStatusException(
                    DimseStatus.NOT_AUTHORIZED.withComment("no address for the report is known of this AE title"));
        }
        if (!reports.keep(peer, request, clock.instant())) {
            throw new DicomStatusException(
                    DimseStatus.PROCESSING_FAILURE.withComment("the transaction UID was used before"));
        }
        access.asked(peer, "storage-commitment");
    }
}
