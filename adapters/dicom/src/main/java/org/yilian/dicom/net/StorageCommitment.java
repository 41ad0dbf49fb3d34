package org.yilian.dicom.net;

import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.NormalizedRequest.Operation;

/**
 * The two messages of the Storage Commitment Push Model, PS3.4 annex J.3: somebody asks whether instances are kept (N-ACTION),
 * and is told later which are (N-EVENT-REPORT).
 */
public final class StorageCommitment {
    private static final int REQUEST = 1;
    private static final int ALL_KEPT = 1;
    private static final int SOME_NOT_KEPT = 2;

    /** Asked for more than this is not one transaction of a modality any more. */
    private static final int MOST_REFERENCES = 100_000;

    private StorageCommitment() {}

    /** One instance. */
    public record Reference(String sopClassUid, String sopInstanceUid) {}

    /** Why an instance is not committed, PS3.3 C.14.1.1. */
    public enum FailureReason {
        PROCESSING_FAILURE(0x0110),
        NO_SUCH_OBJECT_INSTANCE(0x0112),
        CLASS_INSTANCE_CONFLICT(0x0119),
        REFERENCED_SOP_CLASS_NOT_SUPPORTED(0x0122),
        DUPLICATE_TRANSACTION_UID(0x0131),
        RESOURCE_LIMITATION(0x0213);

        private final int code;

        FailureReason(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    /** An instance that is not committed; {@code reason} as PS3.3 C.14.1.1 numbers it. */
    public record Failure(Reference reference, int reason) {}

    /** What is asked. */
    public record Request(String transactionUid, List<Reference> references) {
        public Request {
            references = List.copyOf(references);
        }

        /**
         * Reads an N-ACTION.
         *
         * @throws DimseStatusException 0123 for another action, 0120 where something is missing, 0213 for too many instances
         */
        public static Request of(NormalizedRequest action) throws DimseStatusException {
            if (action.operation() != Operation.N_ACTION || action.typeId() != REQUEST) {
                throw new DimseStatusException(DimseStatus.of(0x0123));
            }
            DataSet data = action.dataSet();
            if (data == null || data.string(Tag.TransactionUID, "").isEmpty()) {
                throw new DimseStatusException(DimseStatus.of(0x0120));
            }
            List<Reference> references = referencesIn(data, Tag.ReferencedSOPSequence);
            if (references.isEmpty()) {
                throw new DimseStatusException(DimseStatus.of(0x0120));
            }
            if (references.size() > MOST_REFERENCES) {
                throw new DimseStatusException(DimseStatus.of(0x0213));
            }
            return new Request(data.string(Tag.TransactionUID), references);
        }

        /** The N-ACTION that asks this. */
        public NormalizedRequest message() {
            DataSet data = new DataSet().set(Tag.TransactionUID, transactionUid);
            references.forEach(each -> write(data.addItem(Tag.ReferencedSOPSequence), each));
            return new NormalizedRequest(
                    Operation.N_ACTION,
                    UID.StorageCommitmentPushModel,
                    UID.StorageCommitmentPushModelInstance,
                    REQUEST,
                    data);
        }
    }

    /** What is answered. */
    public record Result(String transactionUid, List<Reference> committed, List<Failure> failed) {
        public Result {
            committed = List.copyOf(committed);
            failed = List.copyOf(failed);
        }

        /**
         * Reads an N-EVENT-REPORT.
         *
         * @throws DimseStatusException 0113 for another event, 0120 where the transaction is missing
         */
        public static Result of(NormalizedRequest event) throws DimseStatusException {
            if (event.operation() != Operation.N_EVENT_REPORT
                    || event.typeId() != ALL_KEPT && event.typeId() != SOME_NOT_KEPT) {
                throw new DimseStatusException(DimseStatus.of(0x0113));
            }
            DataSet data = event.dataSet();
            if (data == null || data.string(Tag.TransactionUID, "").isEmpty()) {
                throw new DimseStatusException(DimseStatus.of(0x0120));
            }
            return new Result(
                    data.string(Tag.TransactionUID),
                    referencesIn(data, Tag.ReferencedSOPSequence),
                    data.items(Tag.FailedSOPSequence).stream()
                            .map(item -> new Failure(referenceIn(item), item.intValue(Tag.FailureReason, 0x0110)))
                            .toList());
        }

        /**
         * The N-EVENT-REPORT that says this.
         *
         * @param retrieveAeTitle from whom the committed instances can be had
         */
        public NormalizedRequest message(String retrieveAeTitle) {
            DataSet data =
                    new DataSet().set(Tag.RetrieveAETitle, retrieveAeTitle).set(Tag.TransactionUID, transactionUid);
            committed.forEach(each -> write(data.addItem(Tag.ReferencedSOPSequence), each));
            failed.forEach(each ->
                    write(data.addItem(Tag.FailedSOPSequence), each.reference()).set(Tag.FailureReason, each.reason()));
            return new NormalizedRequest(
                    Operation.N_EVENT_REPORT,
                    UID.StorageCommitmentPushModel,
                    UID.StorageCommitmentPushModelInstance,
                    failed.isEmpty() ? ALL_KEPT : SOME_NOT_KEPT,
                    data);
        }
    }

    private static List<Reference> referencesIn(DataSet data, int sequence) {
        return data.items(sequence).stream().map(StorageCommitment::referenceIn).toList();
    }

    private static Reference referenceIn(DataSet item) {
        return new Reference(item.string(Tag.ReferencedSOPClassUID, ""), item.string(Tag.ReferencedSOPInstanceUID, ""));
    }

    private static DataSet write(DataSet item, Reference reference) {
        return item.set(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                .set(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid());
    }
}
