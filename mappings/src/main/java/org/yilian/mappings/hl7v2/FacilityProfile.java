package org.yilian.mappings.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.profile.Rewrite;
import org.yilian.mappings.hl7v2.profile.ZField;

/**
 * Everything by which one hospital's messages differ from another's, as data.
 *
 * @param facility code, for example {@code H001}
 * @param name of the facility, for its Organization and for people to read; null when unknown
 * @param zone of times without offset
 * @param defaultCharset of messages whose character set cannot be told otherwise
 * @param authorities identifier authority by what CX-4 (namespace, then universal id) or else CX-5 says
 * @param defaultAuthority of patient numbers without CX-4 and of the facility's own patient numbers; null when a bare
 *     number must not be trusted
 * @param codeSystem URI of the hospital's own item codes
 * @param codes regional item and LOINC by the hospital's own code (OBX-3.1, OBR-4.1)
 * @param units UCUM code by the unit as the hospital writes it
 * @param flags code of v3-ObservationInterpretation by the flag as the hospital writes it
 * @param patientClasses code of v3-ActCode by PV1-2
 * @param visitNumber where the visit number stands
 * @param defaultSection diagnostic service section (HL7 table 0074) of results that do not say, for example {@code LAB}
 * @param sections code of HL7 table 0074 by OBR-24 as the hospital writes it
 * @param snapshot what empty, {@code ""} and absent mean with this sender
 * @param acknowledgment how this sender wants to be answered
 * @param rewrite what is changed in a message before it is mapped
 * @param zFields fields of the hospital's own segments and where they are kept
 * @param version of the description the profile was made from; empty when it was made by hand
 */
public record FacilityProfile(
        String facility,
        String name,
        ZoneId zone,
        Charset defaultCharset,
        Map<String, Authority> authorities,
        Authority defaultAuthority,
        String codeSystem,
        Map<String, CodeMapping> codes,
        Map<String, String> units,
        Map<String, String> flags,
        Map<String, String> patientClasses,
        VisitNumber visitNumber,
        String defaultSection,
        Map<String, String> sections,
        SnapshotRules snapshot,
        Acknowledgment acknowledgment,
        Rewrite rewrite,
        List<ZField> zFields,
        String version) {

    /**
     * Who gave a number.
     *
     * @param system URI for Identifier.system
     * @param type code of HL7 table 0203 when CX-5 does not say, for example {@code MR}; null when unknown
     */
    public record Authority(String system, String type) {
        public Authority {
            Objects.requireNonNull(system);
        }
    }

    /**
     * What a hospital's own item code means. Every part but the local code can be null.
     *
     * @param ucum code for {@code unit}, used before the profile's general unit table
     */
    public record CodeMapping(
            String local, String name, String item, String itemName, String loinc, String unit, String ucum) {}

    /** Fields that can hold the visit number. Without a value there is none: it is never invented. */
    public enum VisitNumber {
        PV1_19,
        PV1_50,
        PID_18
    }

    /**
     * The standard's rules are: empty keeps, {@code ""} deletes, present replaces.
     *
     * @param quotesDelete false for senders that write {@code ""} for "nothing known"
     * @param complete segments (PID, PV1) that this sender always fills completely, so that empty means deleted
     * @param lists segments (AL1, DG1, NK1, IN1, PR1) of which this sender's A01, A04, A05, A08, A28 and A31 always list
     *     all there are, so that one not repeated is no longer so
     */
    public record SnapshotRules(boolean quotesDelete, Set<String> complete, Set<String> lists) {
        public static final SnapshotRules STANDARD = new SnapshotRules(true, Set.of(), Set.of());

        public SnapshotRules {
            complete = Set.copyOf(complete);
            lists = Set.copyOf(lists);
        }

        public SnapshotRules(boolean quotesDelete, Set<String> complete) {
            this(quotesDelete, complete, Set.of());
        }
    }

    /**
     * The sender's acknowledgement habits (HL7 v2.8 section 2.9).
     *
     * @param parkUnknown true to accept and keep messages of a type that is not mapped, for senders that stop at AR
     * @param later true where the application acknowledgment of the enhanced mode (MSH-16) follows in a message of its
     *     own, when the message was worked on
     */
    public record Acknowledgment(Mode mode, boolean parkUnknown, boolean later) {
        public static final Acknowledgment STANDARD = new Acknowledgment(Mode.AS_ASKED, false, false);

        /** Which rules of chapter 2.9 hold. */
        public enum Mode {
            /** MSH-15 and MSH-16 decide. */
            AS_ASKED,
            /** As if MSH-15 and MSH-16 were empty. */
            ORIGINAL,
            /** An accept acknowledgment, also where MSH-15 is empty. */
            ENHANCED,
            /** The sender reads no answer. */
            NONE
        }
    }

    public FacilityProfile {
        Objects.requireNonNull(facility);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(defaultCharset);
        Objects.requireNonNull(codeSystem);
        Objects.requireNonNull(visitNumber);
        Objects.requireNonNull(snapshot);
        authorities = Map.copyOf(authorities);
        codes = Map.copyOf(codes);
        units = Map.copyOf(units);
        flags = Map.copyOf(flags);
        patientClasses = Map.copyOf(patientClasses);
        sections = Map.copyOf(sections);
        zFields = List.copyOf(zFields);
    }

    /**
     * A profile for a hospital of which only the code is known: Asia/Shanghai, UTF-8, its code as the authority of its
     * patient numbers, the citizen identity number by its usual names, units and flags as commonly written.
     */
    public static FacilityProfile minimal(String facility) {
        return builder(facility).build();
    }

    /** A builder that starts with what {@link #minimal} has. */
    public static Builder builder(String facility) {
        return new Builder(facility);
    }

    /** A builder that starts with this profile. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The identifier system of one kind of this facility's numbers, see {@link Uris#id}. */
    public String system(String kind) {
        return Uris.id(facility, kind);
    }

    /** Collects a profile; entries given later replace earlier ones of the same key. */
    public static final class Builder {
        private final String facility;
        private String name;
        private ZoneId zone = ZoneId.of("Asia/Shanghai");
        private Charset defaultCharset = StandardCharsets.UTF_8;
        private final Map<String, Authority> authorities = new HashMap<>();
        private Authority defaultAuthority;
        private String codeSystem;
        private final Map<String, CodeMapping> codes = new HashMap<>();
        private final Map<String, String> units = new HashMap<>(CommonTables.UNITS);
        private final Map<String, String> flags = new HashMap<>(CommonTables.FLAGS);
        private final Map<String, String> patientClasses = new HashMap<>(CommonTables.PATIENT_CLASSES);
        private VisitNumber visitNumber = VisitNumber.PV1_19;
        private String defaultSection = "LAB";
        private final Map<String, String> sections = new HashMap<>();
        private SnapshotRules snapshot = SnapshotRules.STANDARD;
        private Acknowledgment acknowledgment = Acknowledgment.STANDARD;
        private Rewrite rewrite = Rewrite.NONE;
        private List<ZField> zFields = List.of();
        private String version = "";

        private Builder(String facility) {
            this.facility = Objects.requireNonNull(facility);
            this.codeSystem = Uris.codes(facility, "lab");
            this.defaultAuthority = new Authority(Uris.id(facility, "mrn"), "MR");
            authorities.put(facility, defaultAuthority);
            Authority citizen = new Authority(Uris.CITIZEN_ID, "NI");
            for (String key : CommonTables.CITIZEN_ID_NAMES) {
                authorities.put(key, citizen);
            }
        }

        private Builder(FacilityProfile from) {
            facility = from.facility;
            name = from.name;
            zone = from.zone;
            defaultCharset = from.defaultCharset;
            authorities.putAll(from.authorities);
            defaultAuthority = from.defaultAuthority;
            codeSystem = from.codeSystem;
            codes.putAll(from.codes);
            units.putAll(from.units);
            flags.putAll(from.flags);
            patientClasses.putAll(from.patientClasses);
            visitNumber = from.visitNumber;
            defaultSection = from.defaultSection;
            sections.putAll(from.sections);
            snapshot = from.snapshot;
            acknowledgment = from.acknowledgment;
            rewrite = from.rewrite;
            zFields = from.zFields;
            version = from.version;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        public Builder defaultCharset(Charset value) {
            defaultCharset = value;
            return this;
        }

        /** @param key what CX-4.1, CX-4.2 or CX-5 says */
        public Builder authority(String key, String system, String type) {
            authorities.put(key, new Authority(system, type));
            return this;
        }

        /** @param value null when numbers without CX-4 must not be trusted */
        public Builder defaultAuthority(Authority value) {
            defaultAuthority = value;
            return this;
        }

        public Builder codeSystem(String uri) {
            codeSystem = uri;
            return this;
        }

        public Builder code(CodeMapping mapping) {
            codes.put(mapping.local(), mapping);
            return this;
        }

        public Builder codes(Iterable<CodeMapping> mappings) {
            mappings.forEach(this::code);
            return this;
        }

        public Builder unit(String local, String ucum) {
            units.put(local, ucum);
            return this;
        }

        public Builder units(Map<String, String> localToUcum) {
            units.putAll(localToUcum);
            return this;
        }

        public Builder flag(String local, String code) {
            flags.put(local, code);
            return this;
        }

        public Builder flags(Map<String, String> localToCode) {
            flags.putAll(localToCode);
            return this;
        }

        public Builder patientClass(String local, String code) {
            patientClasses.put(local.toUpperCase(Locale.ROOT), code);
            return this;
        }

        public Builder visitNumber(VisitNumber value) {
            visitNumber = value;
            return this;
        }

        public Builder defaultSection(String value) {
            defaultSection = value;
            return this;
        }

        public Builder snapshot(SnapshotRules value) {
            snapshot = value;
            return this;
        }

        public Builder section(String local, String code) {
            sections.put(local, code);
            return this;
        }

        public Builder acknowledgment(Acknowledgment value) {
            acknowledgment = value;
            return this;
        }

        public Builder rewrite(Rewrite value) {
            rewrite = value;
            return this;
        }

        public Builder zFields(List<ZField> value) {
            zFields = value;
            return this;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        /** The authority known by this name so far, null when there is none. */
        public Authority authority(String key) {
            return authorities.get(key);
        }

        public FacilityProfile build() {
            return new FacilityProfile(
                    facility,
                    name,
                    zone,
                    defaultCharset,
                    authorities,
                    defaultAuthority,
                    codeSystem,
                    codes,
                    units,
                    flags,
                    patientClasses,
                    visitNumber,
                    defaultSection,
                    sections,
                    snapshot,
                    acknowledgment,
                    rewrite,
                    zFields,
                    version);
        }
    }
}
