package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.TransferSyntax;

/** Systems that were not written here meet the whole hub: DCMTK, Orthanc, python-hl7, HAPI's FHIR client. */
class ForeignPeersIT {
    private static final String MRN = "https://fhir.yilian-hub.org/id/h001/mrn";

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    void dcmtkStoresInEveryTransferSyntaxItCanWriteAndAllComeBackAsSent() throws Exception {
        ForeignTool.need("storescu");
        ForeignTool.need("dcmcjpeg");
        ForeignTool.need("dcmcjpls");
        // How DCMTK writes the file, and what its storescu has to propose.
        Map<String, List<String>> ways = new java.util.LinkedHashMap<>();
        ways.put("dcmconv +te", List.of("-xe"));
        ways.put("dcmconv +ti", List.of("-xi"));
        ways.put("dcmconv +tb", List.of("-xb"));
        ways.put("dcmconv +td", List.of("-xd"));
        ways.put("dcmcrle", List.of("-xr"));
        ways.put("dcmcjpeg +e1", List.of("-xs"));
        ways.put("dcmcjpls +el", List.of("-xt"));
        ways.put("dcmcjpls +en +un", List.of("-xu"));
        ImageFeed feed = new ImageFeed("D" + run, 1, 64);
        HubHttp reader = HubHttp.client(SharedHub.get().http(), "h003", "dicomweb.read");
        List<String> wrong = new ArrayList<>();
        int n = 0;
        for (Map.Entry<String, List<String>> way : ways.entrySet()) {
            Path plain = file(feed, n);
            Path converted = folder.resolve("converted" + n + ".dcm");
            List<Object> convert =
                    new ArrayList<>(List.of((Object[]) way.getKey().split(" ")));
            String program = convert.remove(0).toString();
            convert.add(plain);
            convert.add(converted);
            assertThat(ForeignTool.run(program, convert.toArray()).code())
                    .as(way.getKey())
                    .isZero();
            ForeignTool.Ran sent = storescu(way.getValue().get(0), converted);
            HubHttp.Answer answer = reader.get(feed.path(n), "application/dicom; transfer-syntax=*");
            if (sent.code() != 0 || answer.status() != 200) {
                wrong.add(way.getKey() + ": storescu " + sent.code() + ", WADO-RS " + answer.status());
            } else if (!sameObject(Files.readAllBytes(converted), answer.bytes())) {
                wrong.add(way.getKey() + ": other bytes");
            }
            n++;
        }
        assertThat(wrong).isEmpty();
    }

    private static ForeignTool.Ran storescu(String proposal, Path file) throws IOException {
        return ForeignTool.run(
                "storescu",
                "-R",
                proposal,
                "-aet",
                "H001PACS",
                "-aec",
                "YILIAN",
                "127.0.0.1",
                SharedHub.get().address().dicomPort(),
                file);
    }

    /** Bit for bit, or, where DCMTK wrote other bytes on the wire than into its file (deflated), the same elements. */
    private static boolean sameObject(byte[] sent, byte[] received) throws IOException {
        return PartTen.dataSetHash(sent).equals(PartTen.dataSetHash(received))
                || DicomFile.read(new java.io.ByteArrayInputStream(sent))
                        .dataSet()
                        .equals(DicomFile.read(new java.io.ByteArrayInputStream(received))
                                .dataSet());
    }

    private Path file(ImageFeed feed, int n) throws IOException {
        Path file = folder.resolve("plain" + n + ".dcm");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.of(
                        DicomReader.dataSet(feed.bytes(n), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                                .read(),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .write(out);
        return Files.write(file, out.toByteArray());
    }

    @Test
    void dcmtkEchoes() throws Exception {
        ForeignTool.need("echoscu");
        assertThat(ForeignTool.run(
                                "echoscu",
                                "-aet",
                                "H002PACS",
                                "-aec",
                                "YILIAN",
                                "127.0.0.1",
                                SharedHub.get().address().dicomPort())
                        .code())
                .isZero();
    }

    @Test
    void orthancSendsAStudyOverToTheHub() throws Exception {
        ForeignTool.need("Orthanc");
        int httpPort = freePort();
        Path config = folder.resolve("orthanc.json");
        Files.writeString(config, """
                {"Name": "T", "DicomAet": "H001PACS", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s",
                 "DicomModalities": {"hub": ["YILIAN", "127.0.0.1", %d]}}
                """.formatted(
                        freePort(),
                        httpPort,
                        folder.resolve("o"),
                        folder.resolve("o"),
                        SharedHub.get().address().dicomPort()));
        Process orthanc = new ProcessBuilder(ForeignTool.find("Orthanc").toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        try {
            HubHttp http = HubHttp.nobody(URI.create("http://127.0.0.1:" + httpPort));
            Waiting.until("Orthanc answers", () -> answers(http));
            ImageFeed feed = new ImageFeed("O" + run, 3, 64);
            for (int n = 0; n < 3; n++) {
                byte[] file = Files.readAllBytes(file(feed, n));
                assertThat(http.ask(
                                        "POST",
                                        "/instances",
                                        "application/json",
                                        "application/dicom",
                                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(file))
                                .status())
                        .isEqualTo(200);
            }
            String study = http.json("/studies").path(0).asText();
            assertThat(http.post("/modalities/hub/store", "application/json", "\"" + study + "\"")
                            .status())
                    .isEqualTo(200);
            HubHttp reader = HubHttp.client(SharedHub.get().http(), "h003", "dicomweb.read");
            for (int n = 0; n < 3; n++) {
                HubHttp.Answer answer = reader.get(feed.path(n), "application/dicom; transfer-syntax=*");
                assertThat(sameObject(Files.readAllBytes(file(feed, n)), answer.bytes()))
                        .as("image %d", n)
                        .isTrue();
            }
        } finally {
            orthanc.destroy();
            orthanc.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static boolean answers(HubHttp http) {
        try {
            return http.get("/system", "application/json").status() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void pythonHl7SendsAResultThatAnotherHospitalReads() throws Exception {
        ForeignTool.need("/usr/bin/python3");
        ForeignTool.need(
                "python3-hl7",
                ForeignTool.run("/usr/bin/python3", "-c", "import hl7.client").code() == 0);
        OruFeed feed = new OruFeed("Y" + run, 3, 4);
        Path message = Files.write(folder.resolve("oru.hl7"), feed.message(1));
        String script = """
                import sys, hl7
                from hl7.client import MLLPClient
                text = open(sys.argv[2], encoding='utf-8', newline='').read()
                with MLLPClient('127.0.0.1', int(sys.argv[1]), encoding='utf-8') as client:
                    first = client.send_message(text)
                    again = client.send_message(text)
                ack = hl7.parse(first[1:-2].decode('utf-8'))
                print(ack.segment('MSA')[1], ack.segment('MSA')[2], first == again)
                """;
        ForeignTool.Ran sent = ForeignTool.run(
                "/usr/bin/python3", "-c", script, SharedHub.get().address().mllpPort(), message);
        assertThat(sent.output().strip()).isEqualTo("AA " + feed.controlId(1) + " True");
        assertThat(SharedHub.settledState(feed.controlId(1))).isEqualTo("DONE");
        Bundle found = client("h003", "system/*.rs")
                .search()
                .forResource(Observation.class)
                .where(Observation.PATIENT.hasChainedProperty(
                        Patient.IDENTIFIER.exactly().systemAndIdentifier(MRN, feed.patientNumber(1))))
                .returnBundle(Bundle.class)
                .execute();
        assertThat(found.getTotal()).isEqualTo(4);
    }

    private static IGenericClient client(String id, String scopes) {
        FhirContext fhir = FhirContext.forR4Cached();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        fhir.getRestfulClientFactory().setSocketTimeout(120_000);
        IGenericClient client = fhir.newRestfulGenericClient(SharedHub.get().http() + "/fhir");
        client.registerInterceptor(new BearerTokenAuthInterceptor(
                HubHttp.client(SharedHub.get().http(), id, scopes).token()));
        return client;
    }

    private Patient patient(String number) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(MRN).setValue(run + number);
        patient.addName().setFamily("测" + run).addGiven("试");
        patient.setGender(AdministrativeGender.FEMALE);
        return patient;
    }

    @Test
    void hapiClientWritesReadsAndSeesHistory() {
        IGenericClient client = client("h001", "system/*.cruds");
        MethodOutcome created = client.create().resource(patient("h")).execute();
        Patient stored = client.read()
                .resource(Patient.class)
                .withId(created.getId().toVersionless())
                .execute();
        stored.setGender(AdministrativeGender.MALE);
        client.update().resource(stored).execute();
        Bundle history = client.history()
                .onInstance(created.getId().toVersionless())
                .returnBundle(Bundle.class)
                .execute();
        assertThat(history.getEntry()).hasSize(2);
        Patient first = client.read()
                .resource(Patient.class)
                .withIdAndVersion(created.getId().getIdPart(), "1")
                .execute();
        assertThat(first.getGender()).isEqualTo(AdministrativeGender.FEMALE);
    }

    @Test
    void hapiClientPostsATransactionAndTurnsPages() {
        IGenericClient client = client("h001", "system/*.cruds");
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(run.getBytes(StandardCharsets.UTF_8)))
                .setResource(patient("t"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Patient");
        for (int i = 0; i < 45; i++) {
            Observation observation = new Observation();
            observation.addIdentifier(new Identifier()
                    .setSystem("https://fhir.yilian-hub.org/id/h001/result")
                    .setValue(run + "-" + i));
            observation.setStatus(Observation.ObservationStatus.FINAL);
            observation
                    .getCode()
                    .addCoding()
                    .setSystem("https://fhir.yilian-hub.org/CodeSystem/h001-lab")
                    .setCode("GLU");
            observation.setSubject(new Reference(transaction.getEntryFirstRep().getFullUrl()));
            observation.setValue(new Quantity().setValue(i).setUnit("mmol/L"));
            transaction
                    .addEntry()
                    .setResource(observation)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl("Observation");
        }
        Bundle answer = client.transaction().withBundle(transaction).execute();
        assertThat(answer.getEntry())
                .hasSize(46)
                .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).startsWith("201"));

        IGenericClient other = client("h002", "system/*.rs");
        Bundle page = other.search()
                .forResource(Observation.class)
                .where(Observation.PATIENT.hasChainedProperty(
                        Patient.IDENTIFIER.exactly().systemAndIdentifier(MRN, run + "t")))
                .count(20)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(page.getTotal()).isEqualTo(45);
        List<String> ids = turned(other, page);
        assertThat(ids).hasSize(45).doesNotHaveDuplicates();

        String patientId = answer.getEntryFirstRep().getResponse().getLocation().split("/")[1];
        Bundle all = other.operation()
                .onInstance("Patient/" + patientId)
                .named("$everything")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
        assertThat(turned(other, all)).hasSize(46).doesNotHaveDuplicates();
    }

    @Test
    void everyEntryOfABatchIsAskedForByTheCaller() {
        IGenericClient client = client("h001", "system/*.cruds");
        client.create().resource(patient("b")).execute();
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        for (String url : List.of(
                "Patient?identifier=" + HubHttp.encoded(MRN + "|" + run + "b"),
                "Patient/nobody-" + run,
                "Patient?family=x")) {
            batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl(url);
        }
        Bundle answer = client.transaction().withBundle(batch).execute();
        assertThat(answer.getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("200", "404", "200");
        assertThat(((Bundle) answer.getEntryFirstRep().getResource()).getTotal())
                .isEqualTo(1);
    }

    @Test
    void aFhirPathPatchChangesWhatItPointsAt() {
        IGenericClient client = client("h001", "system/*.cruds");
        Patient patient = patient("p");
        patient.addAddress()
                .setUse(org.hl7.fhir.r4.model.Address.AddressUse.HOME)
                .setCity("甲");
        var id = client.create().resource(patient).execute().getId().toVersionless();
        Parameters patch = new Parameters();
        Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
        operation.addPart().setName("type").setValue(new org.hl7.fhir.r4.model.CodeType("replace"));
        operation
                .addPart()
                .setName("path")
                .setValue(new org.hl7.fhir.r4.model.StringType("Patient.address.where(use = 'home').city"));
        operation.addPart().setName("value").setValue(new org.hl7.fhir.r4.model.StringType("乙"));
        client.patch().withFhirPatch(patch).withId(id).execute();
        assertThat(client.read()
                        .resource(Patient.class)
                        .withId(id)
                        .execute()
                        .getAddressFirstRep()
                        .getCity())
                .isEqualTo("乙");
    }

    /** Ids of what is on this page and all that follow. */
    private static List<String> turned(IGenericClient client, Bundle first) {
        List<String> ids = new ArrayList<>();
        for (Bundle page = first; page != null; ) {
            page.getEntry().forEach(entry -> ids.add(entry.getResource().getIdPart()));
            page = page.getLink(Bundle.LINK_NEXT) == null
                    ? null
                    : client.loadPage().next(page).execute();
        }
        return ids;
    }

    @Test
    void hapiClientAsksForValidation() {
        IGenericClient client = client("h001", "system/*.cruds");
        Observation observation = new Observation();
        observation.getCode().setText("x");
        OperationOutcome outcome = (OperationOutcome)
                client.validate().resource(observation).execute().getOperationOutcome();
        assertThat(outcome.getIssue())
                .anyMatch(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                        && issue.getDiagnostics().contains("status"));
    }
}
