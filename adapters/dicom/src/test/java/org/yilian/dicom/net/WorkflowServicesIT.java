package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.NormalizedRequest.Operation;

/** Modality worklist, performed procedure steps and instance availability, PS3.4 annexes K, F and R, both sides. */
@Timeout(60)
class WorkflowServicesIT {
    private static final String WORKLIST = UID.ModalityWorklistInformationModelFind;
    private static final String STEP = UID.ModalityPerformedProcedureStep;
    private static final String AVAILABILITY = UID.InstanceAvailabilityNotification;

    @TempDir
    Path folder;

    private static Stream<DataSet> worklist(QueryRequest request, DataSet keys) {
        DataSet entry = new DataSet()
                .set(Tag.SpecificCharacterSet, "GB18030")
                .set(Tag.PatientName, "Li^Xiao=李^小")
                .set(Tag.AccessionNumber, "A1");
        entry.addItem(Tag.ScheduledProcedureStepSequence)
                .set(Tag.Modality, keys.item(Tag.ScheduledProcedureStepSequence).string(Tag.Modality));
        return Stream.of(entry);
    }

    @Test
    void findscuReadsTheWorklist() throws Exception {
        Tool findscu = Tool.required("findscu");
        try (DicomServer server = DicomServer.builder()
                .find(WorkflowServicesIT::worklist, WORKLIST)
                .start()) {
            findscu.succeed(
                    "-W",
                    "-X",
                    "-od",
                    folder,
                    "127.0.0.1",
                    server.port(),
                    "-k",
                    "AccessionNumber",
                    "-k",
                    "PatientName",
                    "-k",
                    "(0040,0100)[0].Modality=CT");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            DataSet entry = DicomFile.read(all.get(0)).dataSet();
            assertThat(entry.personName(Tag.PatientName).ideographic().family()).isEqualTo("李");
            assertThat(entry.item(Tag.ScheduledProcedureStepSequence).string(Tag.Modality))
                    .isEqualTo("CT");
        }
    }

    @Test
    void aPerformedStepIsCreatedAndCompletedOnce() throws Exception {
        Map<String, DataSet> steps = new ConcurrentHashMap<>();
        try (DicomServer server = DicomServer.builder()
                        .normalized((association, request) -> step(steps, request), STEP)
                        .start();
                DicomClient modality = connect(server, STEP)) {
            DataSet begun = new DataSet().set(Tag.PerformedProcedureStepStatus, "IN PROGRESS");
            NormalizedResponse created = modality.invoke(new NormalizedRequest(Operation.N_CREATE, STEP, "", 0, begun));
            assertThat(created.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(created.sopInstanceUid()).isNotEmpty();

            NormalizedRequest done = new NormalizedRequest(
                    Operation.N_SET,
                    STEP,
                    created.sopInstanceUid(),
                    0,
                    new DataSet().set(Tag.PerformedProcedureStepStatus, "COMPLETED"));
            assertThat(modality.invoke(done).status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(modality.invoke(done).status().code())
                    .as("a completed step is final")
                    .isEqualTo(0x0110);
            assertThat(steps.get(created.sopInstanceUid()).string(Tag.PerformedProcedureStepStatus))
                    .isEqualTo("COMPLETED");
        }
    }

    private static NormalizedResponse step(Map<String, DataSet> steps, NormalizedRequest request) throws IOException {
        if (request.operation() == Operation.N_CREATE) {
            String uid = UID.create();
            steps.put(uid, request.dataSet());
            return new NormalizedResponse(DimseStatus.SUCCESS, uid, null);
        }
        DataSet step = steps.get(request.sopInstanceUid());
        if (step == null) {
            throw new DimseStatusException(DimseStatus.NO_SUCH_SOP_INSTANCE);
        }
        if (!step.string(Tag.PerformedProcedureStepStatus).equals("IN PROGRESS")) {
            throw new DimseStatusException(DimseStatus.PROCESSING_FAILURE);
        }
        step.putAll(request.dataSet());
        return NormalizedResponse.of(DimseStatus.SUCCESS);
    }

    @Test
    void availabilityIsNotified() throws Exception {
        Map<String, DataSet> notes = new ConcurrentHashMap<>();
        try (DicomServer server = DicomServer.builder()
                        .normalized(
                                (association, request) -> {
                                    notes.put(request.sopInstanceUid(), request.dataSet());
                                    return NormalizedResponse.of(DimseStatus.SUCCESS);
                                },
                                AVAILABILITY)
                        .start();
                DicomClient archive = connect(server, AVAILABILITY)) {
            DataSet note = new DataSet().set(Tag.StudyInstanceUID, "2.25.5");
            note.addItem(Tag.ReferencedSeriesSequence)
                    .set(Tag.SeriesInstanceUID, "2.25.6")
                    .addItem(Tag.ReferencedSOPSequence)
                    .set(Tag.ReferencedSOPInstanceUID, "2.25.7")
                    .set(Tag.InstanceAvailability, "ONLINE")
                    .set(Tag.RetrieveAETitle, "YILIAN");
            assertThat(archive.invoke(new NormalizedRequest(Operation.N_CREATE, AVAILABILITY, "2.25.8", 0, note))
                            .status())
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(notes.get("2.25.8").item(Tag.ReferencedSeriesSequence).string(Tag.SeriesInstanceUID))
                    .isEqualTo("2.25.6");
        }
    }

    private static DicomClient connect(DicomServer server, String sopClass) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .propose(sopClass, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    }
}
