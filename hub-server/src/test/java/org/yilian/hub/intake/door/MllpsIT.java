package org.yilian.hub.intake.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpException;
import org.yilian.hub.Keys;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.intake.Hospital.Message;

/** MLLP over TLS: who a sender is, its certificate says. */
@DoorTest
@Timeout(120)
class MllpsIT extends Doors {

    @Test
    void aPinnedSenderIsTaken() throws Exception {
        Message message = admission(H002, "LIS");
        assertThat(send(DoorRegion.lis, message).code()).isEqualTo(AckCode.AA);
        assertThat(row(message)).containsEntry("FACILITY", "H002").containsEntry("LISTENER", "mllps");
        awaitState(message, "DONE");
    }

    @Test
    void aSecondPinnedCertificateTakesTheFirstOnesPlace() throws Exception {
        assertThat(send(DoorRegion.successor, admission(H002, "LIS")).code()).isEqualTo(AckCode.AA);
    }

    @Test
    void whoeverShowsNoPinnedCertificateIsNotLetIn() {
        for (Keys keys : List.of(DoorRegion.stranger, DoorRegion.expired)) {
            Message message = admission(H002, "LIS");
            assertThatThrownBy(() -> send(keys, message)).isInstanceOf(MllpException.class);
            assertThat(jdbc.queryForObject(
                            "select count(*) from yh_inbox where control_id = ?", Integer.class, message.controlId()))
                    .isZero();
        }
    }

    /** It shows no certificate, so no handshake ends well; what the listener would speak it says before. */
    @Test
    void sslscanFindsModernTlsOnly() throws Exception {
        File sslscan = new File("/usr/bin/sslscan");
        assumeTrue(sslscan.canExecute() || Boolean.getBoolean("hub.tools.required"));
        Process scan = new ProcessBuilder(
                        sslscan.getPath(),
                        "--no-colour",
                        "--no-heartbleed",
                        "--no-groups",
                        "--no-fallback",
                        "--no-renegotiation",
                        "127.0.0.1:" + port("mllps"))
                .redirectErrorStream(true)
                .start();
        String report = new String(scan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(scan.waitFor()).isZero();
        assertThat(report)
                .containsPattern("TLSv1.0\\s+disabled")
                .containsPattern("TLSv1.1\\s+disabled")
                .containsPattern("TLSv1.2\\s+enabled")
                .containsPattern("TLSv1.3\\s+enabled");
        assertThat(report.lines().filter(line -> line.matches("(Preferred|Accepted) .*")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(
                                ".* (TLS_AES_\\S+|TLS_CHACHA20_\\S+|ECDHE-ECDSA-(AES256-GCM-SHA384|AES128-GCM-SHA256|CHACHA20-POLY1305)) .*"));
    }

    @Test
    void aMessageInAnotherFacilitysNameIsRefusedAndKept() throws Exception {
        Message message = admission(Hospital.of("H001"), "LIS");
        MllpAck answer = send(DoorRegion.lis, message);
        assertThat(answer.code()).isEqualTo(AckCode.AR);
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).contains("HUB-0130");
        assertThat(row(message))
                .as("belongs to whose certificate it came with")
                .containsEntry("FACILITY", "H002")
                .containsEntry("STATE", "QUARANTINED")
                .containsEntry("ERROR_CODE", "HUB-0130");
    }

    @Test
    void aPinnedSystemIsNotTakenInTheClear() throws Exception {
        Message inTheClear = admission(H002, "LIS");
        MllpAck answer = plain(inTheClear);
        assertThat(answer.code()).isEqualTo(AckCode.AR);
        assertThat(answer.text()).isEqualTo("this sender (MSH-3, MSH-4) has to use TLS");
        assertThat(row(inTheClear)).containsEntry("ERROR_CODE", "HUB-0131");
        assertThat(plain(admission(H002, "HIS")).code())
                .as("a system without certificate")
                .isEqualTo(AckCode.AA);
    }

    @Test
    void opensslIsAnsweredInTls12AndTls13() throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            Message message = admission(H002, "LIS");
            assertThat(openssl(message, version)).as(version).contains("MSA|AA|" + message.controlId());
        }
    }

    @Test
    void opensslIsRefusedInOlderVersionsAndWithoutForwardSecrecy() throws Exception {
        Message message = admission(H002, "LIS");
        assertThat(openssl(message, "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"))
                .doesNotContain("MSA|");
        assertThat(openssl(message, "-tls1_2", "-cipher", "ECDHE-ECDSA-AES256-SHA384"))
                .as("CBC")
                .doesNotContain("MSA|");
    }

    private MllpAck send(Keys keys, Message message) throws Exception {
        MllpClientSettings settings =
                MllpClientSettings.of("127.0.0.1", port("mllps")).withTls(keys.trusting(DoorRegion.hub), true);
        try (MllpClient client = new MllpClient(settings)) {
            return client.send(message.bytes()).orElseThrow();
        }
    }

    private MllpAck plain(Message message) throws Exception {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", port("mllp")))) {
            return client.send(message.bytes()).orElseThrow();
        }
    }

    /** What a client that was not written here hears; nothing if it is not let in. */
    private String openssl(Message message, String... options) throws Exception {
        assumeTrue(new File("/usr/bin/openssl").canExecute() || Boolean.getBoolean("hub.tools.required"));
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-connect"));
        command.add("127.0.0.1:" + port("mllps"));
        command.addAll(List.of("-cert", DoorRegion.lis.certificateFile().toString()));
        command.addAll(List.of("-key", DoorRegion.lis.keyFile().toString()));
        command.addAll(List.of("-CAfile", DoorRegion.hub.certificateFile().toString(), "-verify_return_error"));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream out = process.getOutputStream();
                InputStream in = process.getInputStream()) {
            write(out, message);
            StringBuilder answer = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != 0x1C; b = in.read()) {
                answer.append((char) b);
            }
            return answer.toString();
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void write(OutputStream out, Message message) {
        try {
            out.write(0x0B);
            out.write(message.bytes());
            out.write(0x1C);
            out.write('\r');
            out.flush();
        } catch (IOException e) {
            // It was not let in and has ended; its answer says so.
            assertThat(e).isNotNull();
        }
    }
}
