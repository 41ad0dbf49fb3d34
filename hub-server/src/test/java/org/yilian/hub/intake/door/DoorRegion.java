package org.yilian.hub.intake.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.yilian.hub.Keys;

/**
 * The sample region with what its hospitals need to come in otherwise than by plain MLLP: pinned certificates of H002's
 * LIS and CT and of H001's archive, a folder of H003 on disk, one of H004 on an SFTP server, and H003's wish to have unknown messages parked.
 */
final class DoorRegion implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static Path place;
    static Keys hub;
    static Keys lis;
    static Keys successor;
    static Keys expired;
    static Keys stranger;
    static Keys ct;
    static Keys archive;
    /** Where H002's CT takes images over TLS. */
    static final int CT_PORT = freePort();

    static SshServer sftp;

    static Path drop() {
        return place.resolve("drop");
    }

    static Path remote() {
        return place.resolve("remote");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            place = Files.createTempDirectory("yilian-doors-");
            Files.createDirectories(drop());
            Files.createDirectories(remote().resolve("outbox"));
            makeKeys();
            startSftp();
            TestPropertyValues.of(
                            "hub.region=" + writeRegion(),
                            "hub.tls.certificate=" + hub.certificateFile(),
                            "hub.tls.key=" + hub.keyFile())
                    .applyTo(context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeKeys() throws Exception {
        hub = Keys.make(place, "hub");
        lis = Keys.make(place, "lis");
        successor = Keys.make(place, "successor");
        expired = Keys.make(place, "expired", "-startdate", "-10d", "-validity", "5");
        stranger = Keys.make(place, "stranger");
        ct = Keys.make(place, "ct");
        archive = Keys.make(place, "archive");
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void startSftp() throws Exception {
        sftp = SshServer.setUpDefaultServer();
        sftp.setHost("127.0.0.1");
        sftp.setPort(0);
        java.security.KeyPair key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        sftp.setKeyPairProvider(KeyPairProvider.wrap(key));
        sftp.setPasswordAuthenticator((user, password, session) -> user.equals("hub") && password.equals("s3cret&+"));
        sftp.setFileSystemFactory(new VirtualFileSystemFactory(remote()));
        sftp.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        sftp.start();
        PublicKey known = key.getPublic();
        Files.writeString(
                place.resolve("known_hosts"),
                "[127.0.0.1]:" + sftp.getPort() + " " + PublicKeyEntry.toString(known) + "\n");
        Files.writeString(place.resolve("password"), "s3cret&+\n");
    }

    private static Path writeRegion() throws Exception {
        Path demo = place.resolve("region");
        FileSystemUtils.copyRecursively(Path.of("src/main/resources/demo"), demo);
        Path file = demo.resolve("region.yaml");
        String text = Files.readString(file)
                .replace(
                        "{name: LIS, msh3: LIS, msh4: H002}",
                        "{name: LIS, msh3: LIS, msh4: H002, certificates: [\"" + lis.fingerprint() + "\", \""
                                + successor.fingerprint() + "\", \"" + expired.fingerprint() + "\"]}")
                .replace(
                        "{name: PACS, ae: H001PACS, host: 127.0.0.1}",
                        "{name: PACS, ae: H001PACS, host: 127.0.0.1, certificates: [\"" + archive.fingerprint()
                                + "\"]}")
                .replace(
                        "{name: PACS, ae: H002PACS, host: 127.0.0.1}",
                        "{name: PACS, ae: H002PACS, host: 127.0.0.1}\n      - {name: CT, ae: H002CT, host: 127.0.0.1, port: "
                                + CT_PORT + ", certificates: [\"" + ct.fingerprint() + "\"]}")
                .replace("nameZh: 妇幼保健院", "nameZh: 妇幼保健院\n    unknownTriggers: PARK");
        return Files.writeString(file, text + folders());
    }

    private static String folders() throws IOException {
        return """

                folders:
                  - {facility: H003, path: %s, everySeconds: 1}
                  - facility: H004
                    path: outbox
                    charset: GB18030
                    everySeconds: 1
                    sftp: {host: 127.0.0.1, port: %d, user: hub, passwordFile: %s, knownHosts: %s}
                """.formatted(drop(), sftp.getPort(), place.resolve("password"), place.resolve("known_hosts"));
    }
}
