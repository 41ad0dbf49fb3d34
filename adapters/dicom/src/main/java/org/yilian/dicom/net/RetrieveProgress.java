package org.yilian.dicom.net;

/**
 * Sub-operations of C-MOVE and C-GET, PS3.7 section 9.1.4.1.
 *
 * @param remaining not yet tried
 * @param completed done
 * @param failed refused, or not possible
 * @param warning done with a warning
 */
public record RetrieveProgress(int remaining, int completed, int failed, int warning) {

    RetrieveProgress after(DimseStatus status) {
        boolean warned = status.isWarning();
        boolean done = status.isSuccess();
        return new RetrieveProgress(
                remaining - 1,
                completed + (done ? 1 : 0),
                failed + (done || warned ? 0 : 1),
                warning + (warned ? 1 : 0));
    }

    /** The status when nothing remains, PS3.4 tables C.4-2 and C.4-3. */
    DimseStatus outcome() {
        if (failed == 0 && warning == 0) {
            return DimseStatus.SUCCESS;
        }
        return completed == 0 && warning == 0
                ? DimseStatus.UNABLE_TO_PERFORM_SUBOPERATIONS
                : DimseStatus.SUBOPERATIONS_COMPLETE_WITH_FAILURES;
    }

    void writeTo(CommandSet command) {
        command.us(CommandSet.COMPLETED_SUBOPERATIONS, completed)
                .us(CommandSet.FAILED_SUBOPERATIONS, failed)
                .us(CommandSet.WARNING_SUBOPERATIONS, warning);
    }

    static RetrieveProgress read(CommandSet command) throws ProtocolException {
        return new RetrieveProgress(
                command.usOr(CommandSet.REMAINING_SUBOPERATIONS, 0),
                command.usOr(CommandSet.COMPLETED_SUBOPERATIONS, 0),
                command.usOr(CommandSet.FAILED_SUBOPERATIONS, 0),
                command.usOr(CommandSet.WARNING_SUBOPERATIONS, 0));
    }
}
