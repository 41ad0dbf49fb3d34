package org.yilian.hub.facility;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * One member of the region.
 *
 * @param code the facility code, for example {@code H001}: owner tag, MSH-4 and prefix of logical ids
 * @param zone zone of times that come without one
 * @param charset character set of messages that declare none
 * @param systems the hospital's systems that send or receive
 * @param clients OAuth 2 clients of this hospital
 * @param authorities identifier systems by the name the hospital uses in CX-4 (or CX-5)
 * @param defaultAuthority name of the authority of an identifier that names none; null to refuse it
 * @param profile how the hospital's messages are read
 * @param interfaces the same for single systems that differ, by MSH-3
 */
public record Facility(
        String code,
        String nameZh,
        String nameEn,
        Level level,
        String district,
        ZoneId zone,
        Charset charset,
        List<HospitalSystem> systems,
        List<Client> clients,
        Map<String, Authority> authorities,
        String defaultAuthority,
        FacilityProfile profile,
        Map<String, FacilityProfile> interfaces) {

    /** How messages of the system are read that calls itself so in MSH-3. */
    public FacilityProfile profile(String msh3) {
        return interfaces.getOrDefault(msh3, profile);
    }

    /** Its system of this AE title. */
    public Optional<HospitalSystem> systemOfAe(String ae) {
        return systems.stream().filter(system -> ae.equals(system.ae())).findFirst();
    }

    /** Level of a hospital as the ministry grades it. */
    public enum Level {
        /** 三级 */
        TERTIARY,
        /** 县级, 二级 */
        COUNTY,
        /** 专科 */
        SPECIALIST,
        /** 乡镇卫生院, 一级 */
        TOWNSHIP
    }

    /**
     * A system that speaks to the hub: by HL7 v2 (msh3, msh4), by DICOM (ae, host, port), or both.
     *
     * @param msh3 MSH-3; null or {@code *} accepts any
     * @param certificates fingerprints of the pinned certificates, {@code sha256:} and 64 hexadecimal digits; several while
     *     one takes another's place; a system that has one sends over TLS only, and is sent images over TLS only
     * @param availability whether it wants to be notified (Instance Availability Notification) when a study of its
     *     hospital has come
     * @param profile what differs from the hospital's profile for this MSH-3: a file's path or the description itself
     */
    public record HospitalSystem(
            String name,
            String msh3,
            String msh4,
            String ae,
            String host,
            Integer port,
            List<String> certificates,
            boolean availability,
            Object profile) {

        public HospitalSystem {
            certificates = certificates == null ? List.of() : List.copyOf(certificates);
        }

        /** The fingerprints as lower-case hexadecimal digits, however they are written. */
        public List<String> fingerprints() {
            return certificates.stream().map(HospitalSystem::fingerprint).toList();
        }

        /** As {@code openssl x509 -fingerprint -sha256} prints it, too. */
        static String fingerprint(String written) {
            return written.substring(written.indexOf(':') + 1).replace(":", "").toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An OAuth 2 client.
     *
     * @param secret a password hash, or a plain secret in the demo region only; null with keys
     * @param jwks public keys of private_key_jwt as a JWK set, or null
     * @param jwksUri address of the key set, or null
     * @param scopes what the client may ask for, separated by blanks
     * @param certificates fingerprints, as a system's; a client that has one gets tokens over mutual TLS only, and they are
     *     good with that certificate only
     */
    public record Client(
            String id, String secret, String jwks, String jwksUri, String scopes, List<String> certificates) {

        public Client {
            certificates = certificates == null ? List.of() : List.copyOf(certificates);
        }

        /** The fingerprints as lower-case hexadecimal digits, however they are written. */
        public List<String> fingerprints() {
            return certificates.stream().map(HospitalSystem::fingerprint).toList();
        }
    }

    /**
     * @param system FHIR identifier system
     * @param type code of HL7 table 0203: MR, NI, SS, PI, ...
     */
    public record Authority(String system, String type) {}
}
