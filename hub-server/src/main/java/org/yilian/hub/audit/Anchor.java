package org.yilian.hub.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the chain ended at a time, said by the hub under its signature: a compact JWS (ES384), one line of text.
 *
 * @param previous SHA-256 of the line before it, so that no line can be taken out from within
 */
record Anchor(long number, String hash, Instant at, String previous) {
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES384;

    static Anchor of(ChainLink end, Instant at, String previous) {
        return new Anchor(end.number(), end.hash(), at, previous);
    }

    static JWK newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_384)
                .algorithm(ALGORITHM)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(UUID.randomUUID().toString())
                .generate();
    }

    ChainLink link() {
        return new ChainLink(number, hash);
    }

    String sealed(ECKey key) {
        SignedJWT line = new SignedJWT(
                new JWSHeader.Builder(ALGORITHM).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .claim("number", number)
                        .claim("hash", hash)
                        .claim("at", at.toString())
                        .claim("previous", previous)
                        .build());
        try {
            line.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("keys/audit-anchor.jwks: cannot sign with its first key", e);
        }
        return line.serialize();
    }

    /** What the line says; empty if none of the keys signed it. */
    static Optional<Anchor> opened(String line, JWKSet keys) {
        try {
            SignedJWT sealed = SignedJWT.parse(line);
            if (!sealed.getHeader().getAlgorithm().equals(ALGORITHM)
                    || !(keys.getKeyByKeyId(sealed.getHeader().getKeyID()) instanceof ECKey key)
                    || !sealed.verify(new ECDSAVerifier(key.toPublicJWK()))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = sealed.getJWTClaimsSet();
            return Optional.of(new Anchor(
                    claims.getLongClaim("number"),
                    claims.getStringClaim("hash"),
                    Instant.parse(claims.getStringClaim("at")),
                    claims.getStringClaim("previous")));
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
