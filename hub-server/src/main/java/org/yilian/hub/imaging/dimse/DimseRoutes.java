package org.yilian.hub.imaging.dimse;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.DimseStatus;

/** What the DIMSE door does not store itself, by operation. */
@Component
class DimseRoutes extends RouteBuilder {
    private final QueryService queries;
    private final WorklistService worklists;
    private final RetrieveService retrievals;
    private final CommitmentService commitments;
    private final ProcedureStepService steps;

    DimseRoutes(
            QueryService queries,
            WorklistService worklists,
            RetrieveService retrievals,
            CommitmentService commitments,
            ProcedureStepService steps) {
        this.queries = queries;
        this.worklists = worklists;
        this.retrievals = retrievals;
        this.commitments = commitments;
        this.steps = steps;
    }

    @Override
    public void configure() {
        from("direct:dimse")
                .routeId("dimse")
                // A refusal is an answer, not an error: Camel's handler would log each with its stack.
                .errorHandler(noErrorHandler())
                .choice()
                .when(header(DicomConstants.AFFECTED_SOP_CLASS_UID).isEqualTo(UID.ModalityWorklistInformationModelFind))
                .bean(worklists, "find")
                .when(header(DicomConstants.OPERATION).isEqualTo("C-FIND"))
                .bean(queries, "find")
                .when(header(DicomConstants.OPERATION).in("C-MOVE", "C-GET"))
                .bean(retrievals, "retrieve")
                .when(header(DicomConstants.AFFECTED_SOP_CLASS_UID).isEqualTo(UID.StorageCommitmentPushModel))
                .bean(commitments, "ask")
                .when(header(DicomConstants.AFFECTED_SOP_CLASS_UID).isEqualTo(UID.ModalityPerformedProcedureStep))
                .bean(steps, "perform")
                .otherwise()
                .throwException(new DicomStatusException(DimseStatus.UNRECOGNIZED_OPERATION));
    }
}
