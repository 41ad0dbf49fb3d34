package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.dicom.net.NormalizedRequest.Operation;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.intake.Hospital;
import org.yilian.mappings.LogicalIds;

/** Modality Worklist: from the order by HL7 v2 to the modality's question, and off again; the databases are named below. */
@Timeout(120)
abstract class Worklists {
    private static final String MODEL = UID.ModalityWorklistInformationModelFind;
    private static final Hospital H001 = Hospital.of("H001");
    private static final String TODAY = LocalDate.now().format(DateTimeFormatter.BASIC_ISO_DATE);

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private Hub hub;
    private final String number = Hospital.number();
    private final String order = "P" + number;
    private final String accession = "A" + number;

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
    }

    @Test
    void findscuIsToldWhatIsOrderedOfItsModalityToday() throws Exception {
        place(order, accession, "CT01^胸部CT平扫", "CT");
        place("Q" + number, "B" + number, "MR01^头颅MR平扫", "NMR");

        ForeignTool.Run run = ForeignTool.required("findscu")
                .run(
                        "-W",
                        "-aet",
                        "H001PACS",
                        "-aec",
                        "YILIAN",
                        "-X",
                        "-od",
                        folder,
                        "127.0.0.1",
                        hub.dicomPort,
                        "-k",
                        "SpecificCharacterSet=ISO_IR 192",
                        "-k",
                        "PatientName=王*",
                        "-k",
                        "PatientID=" + number,
                        "-k",
                        "PatientBirthDate",
                        "-k",
                        "PatientSex",
                        "-k",
                        "PatientWeight",
                        "-k",
                        "AccessionNumber",
                        "-k",
                        "StudyInstanceUID",
                        "-k",
                        "RequestedProcedureDescription",
                        "-k",
                        "PlacerOrderNumberImagingServiceRequest",
                        "-k",
                        "ScheduledProcedureStepSequence[0].Modality=CT",
                        "-k",
                        "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartDate=" + TODAY,
                        "-k",
                        "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartTime",
                        "-k",
                        "ScheduledProcedureStepSequence[0].ScheduledProcedureStepID");
        assertThat(run.exit()).as(run.output()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> answers = files.toList();
            assertThat(answers).hasSize(1);
            DataSet answer = DicomFile.read(answers.get(0)).dataSet();
            assertThat(answer.personName(Tag.PatientName).ideographic().family())
                    .isEqualTo("王");
            assertThat(answer.string(Tag.PatientID)).isEqualTo(number);
            assertThat(answer.string(Tag.PatientBirthDate)).isEqualTo("19610203");
            assertThat(answer.string(Tag.PatientSex)).isEqualTo("F");
            assertThat(answer.contains(Tag.PatientWeight)).isTrue();
            assertThat(answer.string(Tag.AccessionNumber)).isEqualTo(accession);
            assertThat(answer.string(Tag.StudyInstanceUID)).startsWith("2.25.");
            assertThat(answer.string(Tag.RequestedProcedureDescription)).isEqualTo("胸部CT平扫");
            assertThat(answer.string(Tag.PlacerOrderNumberImagingServiceRequest))
                    .isEqualTo(order);
            DataSet step = answer.item(Tag.ScheduledProcedureStepSequence);
            assertThat(step.string(Tag.ScheduledProcedureStepStartTime)).isEqualTo("101500");
            assertThat(step.string(Tag.ScheduledProcedureStepID)).isEqualTo(order);
            assertThat(step.contains(Tag.ScheduledStationAETitle))
                    .as("not asked for")
                    .isFalse();
        }
        assertThat(jdbc.sql("select count(*) from yh_audit_entity e join yh_audit a on a.number = e.number"
                                + " where e.reference = ? and a.door = 'DIMSE' and a.agent = 'H001PACS'")
                        .param("ServiceRequest/" + id(order))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void everyKeyNarrowsAndAnotherHospitalHearsNothing() throws Exception {
        place(order, accession, "CT01^胸部CT平扫", "CT");

        assertThat(ask("H001PACS", keys())).hasSize(1);
        assertThat(ask("H002PACS", keys())).isEmpty();
        assertThat(ask("H001PACS", keys().set(Tag.AccessionNumber, "A*" + number.substring(2))))
                .hasSize(1);
        assertThat(ask("H001PACS", keys().set(Tag.AccessionNumber, "B*"))).isEmpty();
        assertThat(ask("H001PACS", keys().set(Tag.PatientName, VR.PN, "李*"))).isEmpty();
        assertThat(ask("H001PACS", step(Tag.Modality, "MR"))).isEmpty();
        assertThat(ask("H001PACS", step(Tag.ScheduledProcedureStepStartDate, TODAY + "-")))
                .hasSize(1);
        assertThat(ask("H001PACS", step(Tag.ScheduledProcedureStepStartDate, "-20200101")))
                .isEmpty();
        assertThat(ask("H001PACS", step(Tag.ScheduledProcedureStepStartTime, "1000-1100")))
                .hasSize(1);
        assertThat(ask("H001PACS", step(Tag.ScheduledStationAETitle, "CT1")))
                .as("nobody has said which")
                .isEmpty();
        DataSet chinese = ask(
                        "H001PACS",
                        keys().set(Tag.SpecificCharacterSet, "GB18030").setEmpty(Tag.PatientName))
                .get(0);
        assertThat(chinese.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(chinese.personName(Tag.PatientName).ideographic().given()).isEqualTo("秀英");
    }

    @Test
    void aStepInProgressMarksAnOrderAndACompletedOneTakesItOff() throws Exception {
        place(order, accession, "CT01^胸部CT平扫", "CT");
        String given = ask("H001PACS", keys())
                .get(0)
                .item(Tag.ScheduledProcedureStepSequence)
                .string(Tag.ScheduledProcedureStepID);
        String first = uid();
        tell(Operation.N_CREATE, first, begun(given));
        assertThat(status()).isEqualTo("STARTED");
        tell(Operation.N_SET, first, ended("DISCONTINUED"));
        assertThat(status()).as("to be repeated").isEqualTo("SCHEDULED");
        String second = uid();
        tell(Operation.N_CREATE, second, begun(given));
        tell(Operation.N_SET, second, ended("COMPLETED"));
        assertThat(ask("H001PACS", keys())).isEmpty();
    }

    @Test
    void imagesTakeAnOrderOffWhereNobodyTellsSteps() throws Exception {
        place(order, accession, "CT01^胸部CT平扫", "CT");
        place("Q" + number, accession + "X", "CT02^腹部CT平扫", "CT");
        assertThat(ask("H001PACS", keys())).hasSize(2);
        assertThat(hub.store(
                        "H001PACS",
                        SampleObjects.sent(
                                SampleObjects.ct(uid(), uid(), uid(), 1, number), UID.ExplicitVRLittleEndian)))
                .allMatch(DimseStatus::isSuccess);
        assertThat(ask("H001PACS", keys()))
                .extracting(each -> each.string(Tag.AccessionNumber))
                .containsExactly(accession + "X");
    }

    @Test
    void anOrderTakenBackIsNotShown() throws Exception {
        place(order, accession, "CT01^胸部CT平扫", "CT");
        assertThat(ask("H001PACS", keys())).hasSize(1);
        send("ORC|CA|" + order + "|||CA\rOBR|1|" + order + "||CT01^胸部CT平扫||||||||||||||||||||CT\r");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isListed(order));
        assertThat(ask("H001PACS", keys())).isEmpty();
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    private static String id(String placer) {
        return LogicalIds.of("H001", "ServiceRequest", "https://fhir.yilian-hub.org/id/h001/order", placer);
    }

    private boolean isListed(String placer) {
        return jdbc.sql("select count(*) from yh_worklist where resource = ?")
                        .param(id(placer))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void place(String placer, String accessionNumber, String item, String section) throws IOException {
        send("ORC|NW|" + placer + "\rTQ1|1||||||" + TODAY + "101500\rOBR|1|" + placer + "||" + item + "||||||||||||||"
                + accessionNumber + "||||||" + section + "\r");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isListed(placer));
    }

    private void send(String orders) throws IOException {
        byte[] message = H001.message(
                        "OMG^O19", TODAY + "080000", "PID|1||" + number + "^^^H001^MR||王^秀英||19610203|F\r" + orders)
                .bytes();
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            assertThat(client.send(message).orElseThrow().code()).isEqualTo(AckCode.AA);
        }
    }

    private DataSet keys() {
        return step(Tag.Modality, "");
    }

    private DataSet step(int tag, String value) {
        DataSet keys = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.PatientID, number)
                .setEmpty(Tag.AccessionNumber);
        keys.addItem(Tag.ScheduledProcedureStepSequence)
                .setEmpty(Tag.ScheduledProcedureStepID)
                .setEmpty(Tag.ScheduledProcedureStepStatus)
                .set(tag, value);
        return keys;
    }

    private String status() throws IOException {
        return ask("H001PACS", keys())
                .get(0)
                .item(Tag.ScheduledProcedureStepSequence)
                .string(Tag.ScheduledProcedureStepStatus);
    }

    private List<DataSet> ask(String caller, DataSet keys) throws IOException {
        List<DataSet> found = new ArrayList<>();
        try (DicomClient client = client(caller, MODEL)) {
            assertThat(client.find(MODEL, keys, found::add)).isEqualTo(DimseStatus.SUCCESS);
        }
        return found;
    }

    private DicomClient client(String caller, String sopClass) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", hub.dicomPort)
                .calling(caller)
                .called("YILIAN")
                .propose(sopClass, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    }

    private void tell(Operation operation, String uid, DataSet step) throws IOException {
        try (DicomClient client = client("H001PACS", UID.ModalityPerformedProcedureStep)) {
            assertThat(client.invoke(new NormalizedRequest(operation, UID.ModalityPerformedProcedureStep, uid, 0, step))
                            .status())
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    /** As a console tells it that was given nothing but accession and step. */
    private DataSet begun(String stepId) {
        DataSet begun = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.PatientName, VR.PN, "Wang^Xiuying=王^秀英")
                .set(Tag.PatientID, number)
                .set(Tag.PerformedProcedureStepStatus, "IN PROGRESS");
        begun.addItem(Tag.ScheduledStepAttributesSequence)
                .set(Tag.AccessionNumber, accession)
                .set(Tag.ScheduledProcedureStepID, stepId);
        return begun;
    }

    private static DataSet ended(String status) {
        return new DataSet().set(Tag.PerformedProcedureStepStatus, status);
    }
}
