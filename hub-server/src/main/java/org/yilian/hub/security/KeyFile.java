package org.yilian.hub.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Private keys of the hub: {@code keys/<name>.jwks} in the data folder, a JSON Web Key Set that only its owner may read.
 * Made when it is first asked for. The first key signs, all of them verify.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final String shown;

    public KeyFile(Path dataFolder, String name) {
        file = dataFolder.resolve("keys").resolve(name + ".jwks");
        shown = "keys/" + name + ".jwks";
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** The keys that are there; without a file a new one that holds what {@code maker} makes. */
    public JWKSet readOrMake(Maker maker) {
        try {
            if (Files.notExists(file)) {
                create(maker.make());
            }
            return read();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(shown + ": cannot be read or written", e);
        }
    }

    /** The keys that are there. */
    public JWKSet read() {
        try {
            refuseIfOthersMayRead();
            JWKSet keys = JWKSet.parse(Files.readString(file));
            if (keys.isEmpty() || keys.getKeys().stream().anyMatch(key -> !key.isPrivate())) {
                throw new IllegalStateException(shown + ": needs private keys");
            }
            return keys;
        } catch (IOException e) {
            throw new IllegalStateException(shown + ": cannot be read or written", e);
        } catch (ParseException e) {
            // The cause may quote the file.
            throw new IllegalStateException(shown + ": is no JSON Web Key Set");
        }
    }

    /** Complete and under a temporary name first, so that no start ever sees half a key. */
    private void create(JWK key) throws IOException {
        boolean posix = posix(file.toAbsolutePath().getRoot());
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "key", ".new", attributes(posix));
        Files.writeString(temporary, new JWKSet(key).toString(false));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(boolean posix) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(shown + ": others may read it; use chmod 600 and a new key");
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes a new private key. */
    public interface Maker {
        JWK make() throws JOSEException;
    }
}
