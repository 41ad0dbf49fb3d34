package org.yilian.hub.intake.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.intake.Hospital.Message;
import org.yilian.hub.security.Http;

/** Hospitals that only drop files, on a disk of ours or on an SFTP server. */
@DoorTest
class FoldersIT extends Doors {
    private static final Hospital H003 = Hospital.of("H003");

    @Test
    void aFileIsTakenAnsweredAndMoved() throws Exception {
        Message message = admission(H003, "HIS");
        drop("one.hl7", message.bytes());
        assertThat(answer("done/one.hl7.ack")).contains("\rMSA|AA|" + message.controlId());
        awaitMoved("one.hl7", "done");
        assertThat(Files.readAllBytes(DoorRegion.drop().resolve("done/one.hl7")))
                .isEqualTo(message.bytes());
        assertThat(row(message)).containsEntry("FACILITY", "H003").containsEntry("LISTENER", "folder");
        awaitState(message, "DONE");
    }

    @Test
    void oneBadMessageOfABatchDoesNotStopTheRest() throws Exception {
        Message good = admission(H003, "HIS");
        Message foreign = admission(Hospital.of("H001"), "HIS");
        Message last = admission(H003, "LIS");
        String file = "FHS|^~\\&|HIS|H003|HUB|YL|20260105||||F1\rBHS|^~\\&|HIS|H003|HUB|YL|20260105||||B1\r"
                + good.text() + foreign.text() + last.text() + "BTS|4\rFTS|1\r";
        drop("batch.hl7", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer("failed/batch.hl7.ack"))
                .startsWith("BHS|")
                .contains("\rMSA|AA|" + good.controlId())
                .contains("\rMSA|AR|" + foreign.controlId())
                .contains("\rMSA|AA|" + last.controlId())
                .contains("\rBTS|3|HUB-0404 Number of messages differs from BTS-1\r");
        awaitMoved("batch.hl7", "failed");
        awaitState(good, "DONE");
        awaitState(last, "DONE");
        assertThat(row(foreign)).containsEntry("ERROR_CODE", "HUB-0130");
    }

    /** As after a crash between taking the messages in and moving the file. */
    @Test
    void aFileThatIsReadAgainChangesNothingAndIsAnsweredAsBefore() throws Exception {
        Message first = admission(H003, "HIS");
        Message second = admission(H003, "HIS");
        drop("again.hl7", (first.text() + second.text()).getBytes(StandardCharsets.UTF_8));
        String before = answer("done/again.hl7.ack");
        awaitMoved("again.hl7", "done");
        Files.delete(DoorRegion.drop().resolve("done/again.hl7.ack"));
        drop("again.hl7", (first.text() + second.text()).getBytes(StandardCharsets.UTF_8));
        assertThat(answer("done/again.hl7.ack")).isEqualTo(before);
        awaitState(first, "DONE");
        awaitState(second, "DONE");
    }

    @Test
    void framesInAFileAndOtherFilesInTheFolderAreUnderstood() throws Exception {
        Message first = admission(H003, "HIS");
        Message second = admission(H003, "HIS");
        drop("note.pdf", new byte[] {1, 2, 3});
        drop(
                "frames.txt",
                ("\u000B" + first.text() + "\u001C\r\u000B" + second.text() + "\u001C\r")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(answer("done/frames.txt.ack"))
                .contains("\rMSA|AA|" + first.controlId())
                .contains("\rMSA|AA|" + second.controlId());
        awaitMoved("frames.txt", "done");
        assertThat(DoorRegion.drop().resolve("note.pdf")).exists();
    }

    @Test
    void anSftpServerIsWatchedJustTheSame() throws Exception {
        Hospital h004 = new Hospital("H004", Charset.forName("GB18030"));
        String mrn = Hospital.number();
        Message message = h004.adt("A04", "20260105090000", mrn, "镕^晓", "");
        Path outbox = DoorRegion.remote().resolve("outbox");
        Files.write(outbox.resolve(".arriving"), message.bytes());
        Files.move(outbox.resolve(".arriving"), outbox.resolve("lab result.hl7"), StandardCopyOption.ATOMIC_MOVE);
        Path answer = outbox.resolve("done/lab result.hl7.ack");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(answer));
        assertThat(Files.readString(answer)).contains("\rMSA|AA|" + message.controlId());
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(outbox.resolve("done/lab result.hl7")));
        assertThat(outbox.resolve("lab result.hl7")).doesNotExist();
        awaitState(message, "DONE");
        assertThat(Http.json(Http.client(http, "h004", "system/*.rs").get("/fhir/Patient/" + h004.patient(mrn)))
                        .at("/name/0/text")
                        .asText())
                .isEqualTo("镕晓");
    }

    /** Hospitals name files after patients. */
    @Test
    void neitherNamesNorContentsOfFilesAreLogged() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.start();
        root.addAppender(appender);
        try {
            Message message = admission(H003, "HIS");
            drop("金丝雀8842.hl7", message.text().replace("张^三", "金^丝雀").getBytes(StandardCharsets.UTF_8));
            drop("金丝雀8843.txt", "金丝雀8842 is no message".getBytes(StandardCharsets.UTF_8));
            answer("done/金丝雀8842.hl7.ack");
            answer("failed/金丝雀8843.txt.ack");
            awaitMoved("金丝雀8842.hl7", "done");
            awaitMoved("金丝雀8843.txt", "failed");
            awaitState(message, "DONE");
        } finally {
            root.detachAppender(appender);
        }
        assertThat(lines).anyMatch(line -> line.contains("file taken"));
        assertThat(lines).noneMatch(line -> line.contains("金丝雀") || line.contains("8842") || line.contains("丝雀"));
    }

    @Test
    void whatNobodyTranslatesIsParkedWhereTheFacilityWantsItSo() throws Exception {
        Message wanted = H003.message("ZZZ^Z99", "20260105090000", "ZZ1|x\r");
        assertThat(plain(wanted)).contains("MSA|AA|" + wanted.controlId());
        assertThat(row(wanted)).containsEntry("STATE", "PARKED").containsEntry("ERROR_CODE", "HUB-0132");
        assertThat(plain(H002.message("ZZZ^Z99", "20260105090000", "ZZ1|x\r"))).contains("|200^");
        assertThat(plain(H002.message("ADT^A99", "20260105090000", "EVN|x\r"))).contains("|201^");
    }

    private String plain(Message message) throws Exception {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", port("mllp")))) {
            return new String(client.send(message.bytes()).orElseThrow().bytes(), StandardCharsets.UTF_8);
        }
    }

    private static void drop(String name, byte[] content) throws IOException {
        Path arriving = DoorRegion.drop().resolve("." + name);
        Files.write(arriving, content);
        Files.move(arriving, DoorRegion.drop().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String answer(String place) throws IOException {
        Path file = DoorRegion.drop().resolve(place);
        Awaitility.await(place).atMost(PATIENCE).until(() -> Files.exists(file));
        return Files.readString(file);
    }

    private static void awaitMoved(String name, String to) {
        Awaitility.await(name)
                .atMost(PATIENCE)
                .until(() -> !Files.exists(DoorRegion.drop().resolve(name)));
        assertThat(DoorRegion.drop().resolve(to).resolve(name)).exists();
    }
}
