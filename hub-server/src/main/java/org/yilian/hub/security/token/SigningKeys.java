package org.yilian.hub.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
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
import java.util.UUID;

/**
 * The private keys that sign access tokens: {@code keys/token-signing.jwks} in the data folder, a JSON Web Key Set that
 * only its owner may read. Made at the first start. The first key signs, all of them verify: to rotate, put a new key
 * first and take the old one out when its last token has expired.
 *
 * <p>RS256 and not ES256, because a token is signed once and verified with every request.
 */
final class SigningKeys {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int BITS = 3072;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SigningKeys() {}

    static JWKSet in(Path dataFolder) {
        Path file = dataFolder.resolve("keys").resolve("token-signing.jwks");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            refuseIfOthersMayRead(file);
            JWKSet keys = JWKSet.parse(Files.readString(file));
            if (keys.isEmpty() || keys.getKeys().stream().anyMatch(key -> !key.isPrivate())) {
                throw new IllegalStateException("keys/token-signing.jwks: needs private keys");
            }
            return keys;
        } catch (IOException e) {
            throw new IllegalStateException("keys/token-signing.jwks: cannot be read or written", e);
        } catch (ParseException | JOSEException e) {
            // The cause may quote the file.
            throw new IllegalStateException("keys/token-signing.jwks: is no JSON Web Key Set");
        }
    }

    /** Complete and forced to disk under a temporary name first, so that no start ever sees half a key. */
    private static void create(Path file) throws IOException, JOSEException {
        boolean posix = posix(file.toAbsolutePath().getRoot());
        Files.createDirectories(file.getParent());
        JWKSet keys = new JWKSet(new RSAKeyGenerator(BITS)
                .algorithm(ALGORITHM)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(UUID.randomUUID().toString())
                .generate());
        Path temporary = Files.createTempFile(file.getParent(), "token-signing", ".new", attributes(posix));
        Files.writeString(temporary, keys.toString(false));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(boolean posix) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException("keys/token-signing.jwks: others may read it; use chmod 600 and a new key");
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
