package org.yilian.hub.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.util.UUID;
import org.yilian.hub.security.KeyFile;

/**
 * The private keys that sign access tokens, {@code keys/token-signing.jwks}. To rotate, put a new key first and take the
 * old one out when its last token has expired.
 *
 * <p>RS256 and not ES256, because a token is signed once and verified with every request.
 */
final class SigningKeys {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int BITS = 3072;

    private SigningKeys() {}

    static JWKSet in(Path dataFolder) {
        return new KeyFile(dataFolder, "token-signing").readOrMake(SigningKeys::make);
    }

    private static JWK make() throws JOSEException {
        return new RSAKeyGenerator(BITS)
                .algorithm(ALGORITHM)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(UUID.randomUUID().toString())
                .generate();
    }
}
