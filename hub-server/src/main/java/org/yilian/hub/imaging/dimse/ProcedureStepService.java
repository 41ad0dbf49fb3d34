package org.yilian.hub.imaging.dimse;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomRequests;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.hub.imaging.ingest.PatientNumbers;
import org.yilian.hub.imaging.ingest.Uids;
import org.yilian.hub.imaging.worklist.Worklist;
import org.yilian.hub.platform.Collisions;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.mappings.Translation;
import org.yilian.mappings.dicom.PerformedStepMapper;

/**
 * Modality Performed Procedure Step, PS3.4 F.7: created in progress, changed until completed or discontinued, final then. The
 * step and what it means for the record commit together, before the modality hears success.
 */
@Component
class ProcedureStepService {
    private static final String IN_PROGRESS = "IN PROGRESS";
    private static final Set<String> STATES = Set.of(IN_PROGRESS, "COMPLETED", "DISCONTINUED");
    private static final int TRIES = 5;

    /** Of the patient: said when a step is created, and never changed by an N-SET. */
    private static final Set<Integer> OF_PATIENT =
            Set.of(Tag.PatientID, Tag.IssuerOfPatientID, Tag.PatientName, Tag.PatientBirthDate, Tag.PatientSex);

    private final DimseAccess access;
    private final PerformedSteps steps;
    private final Worklist worklist;
    private final RecordWriter record;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProcedureStepService(
            DimseAccess access,
            PerformedSteps steps,
            Worklist worklist,
            RecordWriter record,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.access = access;
        this.steps = steps;
        this.worklist = worklist;
        this.record = record;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What a step is not allowed to be; carries the status out of the transaction, which is rolled back. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Refused(int code) {
            super("refused");
            this.code = code;
        }
    }

    /** Called by the route: N-CREATE or N-SET. */
    public void perform(Exchange exchange) throws DicomStatusException {
        Peer peer = access.peer(exchange.getIn().getHeader(DicomConstants.ASSOCIATION, AssociationInfo.class));
        NormalizedRequest request = DicomRequests.normalized(exchange);
        try {
            switch (request.operation()) {
                case N_CREATE -> {
                    String uid = request.sopInstanceUid().isEmpty() ? UID.create() : request.sopInstanceUid();
                    inOneTransaction(() -> create(peer, uid, told(request)));
                    exchange.getMessage().setHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, uid);
                }
                case N_SET -> inOneTransaction(() -> change(peer, request.sopInstanceUid(), told(request)));
                default -> throw new Refused(DimseStatus.UNRECOGNIZED_OPERATION.code());
            }
        } catch (Refused e) {
            access.refused(peer, "mpps");
            throw new DicomStatusException(DimseStatus.of(e.code));
        } catch (DuplicateKeyException e) {
            access.refused(peer, "mpps");
            throw new DicomStatusException(DimseStatus.DUPLICATE_SOP_INSTANCE);
        }
        access.asked(peer, "mpps");
    }

    private void inOneTransaction(Runnable work) {
        Collisions.retrying(
                TRIES,
                () -> transaction.execute(status -> {
                    work.run();
                    return null;
                }));
    }

    private static DataSet told(NormalizedRequest request) {
        if (request.dataSet() == null) {
            throw new Refused(0x0120);
        }
        return request.dataSet().copy();
    }

    private void create(Peer peer, String uid, DataSet told) {
        if (!Uids.isValid(uid)) {
            throw new Refused(0x0117);
        }
        if (!IN_PROGRESS.equals(told.string(Tag.PerformedProcedureStepStatus))) {
            throw new Refused(0x0106);
        }
        if (steps.locked(uid).isPresent()) {
            throw new Refused(DimseStatus.DUPLICATE_SOP_INSTANCE.code());
        }
        Instant now = clock.instant();
        steps.insert(uid, peer, IN_PROGRESS, told, now);
        worklist.begun(uid, peer.facility().code(), told);
        write(peer, uid, told, now);
    }

    private void change(Peer peer, String uid, DataSet told) {
        PerformedSteps.Step step = steps.locked(uid)
                .filter(known -> known.facility().equals(peer.facility().code()))
                .orElseThrow(() -> new Refused(DimseStatus.NO_SUCH_SOP_INSTANCE.code()));
        if (!step.status().equals(IN_PROGRESS)) {
            throw new Refused(DimseStatus.PROCESSING_FAILURE.code());
        }
        DataSet changed = step.attributes();
        DataSet news = told.select(tag -> !OF_PATIENT.contains(tag));
        changed.transcode("ISO_IR 192").putAll(news.transcode("ISO_IR 192"));
        String status = changed.string(Tag.PerformedProcedureStepStatus, "");
        if (!STATES.contains(status)) {
            throw new Refused(0x0106);
        }
        Instant now = clock.instant();
        steps.update(uid, status, changed, now);
        write(peer, uid, changed, now);
    }

    private void write(Peer peer, String uid, DataSet step, Instant now) {
        Translation translation = PerformedStepMapper.map(step, uid, PatientNumbers.profile(peer.facility()), now);
        if (!translation.writes().isEmpty()) {
            record.write(List.of(new Submission(peer.facility().code(), "dicom:" + uid, translation.writes())));
        }
    }
}
