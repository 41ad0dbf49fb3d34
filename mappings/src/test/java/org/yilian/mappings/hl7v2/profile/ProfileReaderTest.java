package org.yilian.mappings.hl7v2.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.Acknowledgment;

/** Layers become one profile; each wrong value names file, key and reason. */
class ProfileReaderTest {
    private static final String WHOLE = """
            extends: vendor
            zone: Asia/Urumqi
            charset: GB18030
            authorities:
              YB: {system: "urn:oid:2.999.1", type: SS}
            defaultAuthority: YB
            visitNumber: PID-18
            codeSystem: "urn:oid:2.999.2"
            codes: codes.csv
            units: {"10^9/升": "10*9/L"}
            flags: flags.csv
            patientClasses: {"1": IMP}
            sections: {"检验科": LAB}
            defaultSection: RAD
            snapshot: {quotesDelete: false, complete: [PID], lists: [AL1, DG1]}
            acknowledgment: {mode: original, parkUnknown: true}
            zSegments:
              ZPI-3: "Patient.extension[https://example.org/insurance]"
              ZPI-4: {to: "Patient.identifier[urn:oid:2.999.3]"}
            preprocessors: [zero-dates]
            fields:
              - {move: PID-18, to: PV1-19, when: {PV1-19: ""}}
              - {name: section, constant: RAD, to: OBR-24}
            off: [unit-in-value]
            """;
    private static final String VENDOR = """
            charset: GBK
            units: {"10^9/升": "wrong", "个/HP": "/[HPF]"}
            snapshot: {complete: [PV1]}
            acknowledgment: {mode: enhanced}
            preprocessors: [unit-in-value, empty-marks]
            fields:
              - {name: section, constant: LAB, to: OBR-24}
              - {drop: PID-13}
            """;

    @Test
    void whatALaterLayerSaysHoldsAndTablesArePutTogether() {
        FacilityProfile profile = files().profile(WHOLE);
        assertThat(profile.zone()).hasToString("Asia/Urumqi");
        assertThat(profile.defaultCharset()).hasToString("GB18030");
        assertThat(profile.defaultAuthority().system()).isEqualTo("urn:oid:2.999.1");
        assertThat(profile.visitNumber()).isEqualTo(FacilityProfile.VisitNumber.PID_18);
        assertThat(profile.codes().get("L1").loinc()).isEqualTo("14647-2");
        assertThat(profile.units())
                .containsEntry("10^9/升", "10*9/L")
                .containsEntry("个/HP", "/[HPF]")
                .containsEntry("mmol/L", "mmol/L");
        assertThat(profile.flags()).containsEntry("偏高↑", "H").containsEntry("↑", "H");
        assertThat(profile.patientClasses()).containsEntry("1", "IMP");
        assertThat(profile.sections()).containsEntry("检验科", "LAB");
        assertThat(profile.snapshot())
                .isEqualTo(new FacilityProfile.SnapshotRules(false, Set.of("PID"), Set.of("AL1", "DG1")));
        assertThat(profile.acknowledgment()).isEqualTo(new Acknowledgment(Acknowledgment.Mode.ORIGINAL, true, false));
        assertThat(profile.zFields()).extracting(ZField::resourceType).containsExactly("Patient", "Patient");
    }

    @Test
    void rulesAreAppendedReplacedByNameAndSwitchedOff() {
        Rewrite rewrite = files().profile(WHOLE).rewrite();
        assertThat(rewrite.preprocessors()).containsExactly(Preprocessor.EMPTY_MARKS, Preprocessor.ZERO_DATES);
        assertThat(rewrite.rules()).hasSize(3);
        assertThat(rewrite.rules().get(0).operator()).isEqualTo(new Operator.Constant(Place.parse("OBR-24"), "RAD"));
        assertThat(rewrite.rules().get(1).operator()).isEqualTo(new Operator.Drop(Place.parse("PID-13")));
    }

    @Test
    void codesCanBeWrittenWhereTheyAreFew() {
        assertThat(files().profile("codes: [{localCode: L2, item: LIP-TG}]")
                        .codes()
                        .get("L2")
                        .item())
                .isEqualTo("LIP-TG");
    }

    @Test
    void aLayerGoesOnTopOfAWholeProfile() {
        FacilityProfile below = files().profile(WHOLE);
        FacilityProfile same =
                new ProfileReader(below, new MemoryFiles()).finish().build();
        assertThat(same).isEqualTo(below);
        FacilityProfile other = new ProfileReader(below, new MemoryFiles())
                .layer("x", "", java.util.Map.of("off", "section"))
                .finish()
                .build();
        assertThat(other.rewrite().rules()).hasSize(2);
    }

    @Test
    void anEmptyDescriptionIsTheBase() {
        assertThat(new MemoryFiles().profile("{}")).isEqualTo(FacilityProfile.minimal("H001"));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "zome: x | zome | is unknown; known are",
                "extends: no-such | extends | names a file that cannot be read",
                "extends: profile.yaml | extends | extends in a circle, or more than 8 layers deep",
                "extends: broken | (the file itself) | is not a mapping in YAML",
                "zone: Mars | zone | is not a time zone, for example Asia/Shanghai",
                "zone: [a] | zone | must be a text",
                "charset: GB1803 | charset | is not a character set, for example GB18030",
                "authorities: x | authorities | must be a mapping",
                "'authorities: {A: {type: MR}}' | authorities.A.system | is missing",
                "'authorities: {A: {system: x, kind: y}}' | authorities.A.kind | is unknown; known are system, type",
                "defaultAuthority: A | defaultAuthority | names no authority of this facility",
                "visitNumber: PV1-3 | visitNumber | must be PV1-19 or PV1-50 or PID-18",
                "codes: no.csv | codes | names a file that cannot be read",
                "codes: flags.csv | codes | names a wrong table: table without the column localCode",
                "'codes: [{localName: x}]' | codes[0].localCode | is missing",
                "'codes: [{localCode: x, colour: y}]' | codes[0].colour | is unknown; known are",
                "flags: codes.csv | flags | names a wrong table: table without the column local or code",
                "units: no.csv | units | names a file that cannot be read",
                "snapshot: true | snapshot | must be a mapping",
                "'snapshot: {quotes: true}' | snapshot.quotes | is unknown; known are",
                "'snapshot: {quotesDelete: maybe}' | snapshot.quotesDelete | must be true or false",
                "'snapshot: {complete: [pid]}' | snapshot.complete | must be a list of segments, for example [AL1, DG1]",
                "'snapshot: {lists: AL1-3}' | snapshot.lists | must be a list of segments, for example [AL1, DG1]",
                "'acknowledgment: {mode: never}' | acknowledgment.mode | must be as-asked or original or enhanced or none",
                "'acknowledgment: {parkUnknown: 1}' | acknowledgment.parkUnknown | must be true or false",
                "'zSegments: {PID-3: \"Patient.extension[urn:x]\"}' | zSegments.PID-3 | is no field of a Z segment, for example ZPI-3",
                "'zSegments: {ZPI-3.1: \"Patient.extension[urn:x]\"}' | zSegments.ZPI-3.1 | is no field of a Z segment, for example ZPI-3",
                "'zSegments: {ZPI-3: \"Patient.name\"}' | zSegments.ZPI-3 | must go to extension[url] or identifier[system] of Account,",
                "'zSegments: {ZPI-3: \"Bundle.extension[urn:x]\"}' | zSegments.ZPI-3 | must go to extension[url] or identifier[system] of Account,",
                "'zSegments: {ZPI-3: {to: \"Patient.extension[urn:x]\", as: number}}' | zSegments.ZPI-3.as | must be string or concept or date or datetime or decimal or boolean",
                "preprocessors: [magic] | preprocessors | must be of full-width-digits, unit-in-value, flag-in-value, empty-marks, zero-dates",
                "fields: x | fields | must be a list",
                "fields: [x] | fields[0] | must be a mapping",
                "'fields: [{to: PID-3}]' | fields[0] | needs one of move, copy, constant, drop, map, extract",
                "'fields: [{move: PID-3, drop: PID-4}]' | fields[0] | needs one of move, copy, constant, drop, map, extract",
                "'fields: [{script: x}]' | fields[0].script | is unknown; known are",
                "'fields: [{move: PID3, to: PID-4}]' | fields[0].move | is no place such as PV1-19 or PID-3.4",
                "'fields: [{move: PID-3}]' | fields[0].to | is missing",
                "'fields: [{move: PID-3, to: PID-3}]' | fields[0].to | is the place itself",
                "'fields: [{move: PID-3, to: MSH-10}]' | fields[0].to | cannot be changed: intake decides by it",
                "'fields: [{move: MSH-9, to: PID-3}]' | fields[0].move | cannot be changed: intake decides by it",
                "'fields: [{drop: MSH-4}]' | fields[0].drop | cannot be changed: intake decides by it",
                "'fields: [{constant: \"\", to: OBR-24}]' | fields[0].constant | must be a text of 1-200 characters on one line",
                "'fields: [{constant: \"a\\rPID|\", to: OBR-24}]' | fields[0].constant | must be a text of 1-200 characters on one line",
                "'fields: [{map: PV1-2}]' | fields[0].table | is missing",
                "'fields: [{map: PV1-2, table: no.csv}]' | fields[0].table | names a file that cannot be read",
                "'fields: [{extract: OBX-5}]' | fields[0].regex | is missing",
                "'fields: [{extract: OBX-5, regex: \"(\"}]' | fields[0].regex | is no expression of RE2 (no look-around, no back-references)",
                "'fields: [{extract: OBX-5, regex: \"(a)\\\\1\"}]' | fields[0].regex | is no expression of RE2 (no look-around, no back-references)",
                "'fields: [{extract: OBX-5, regex: \"(?=a)(b)\"}]' | fields[0].regex | is no expression of RE2 (no look-around, no back-references)",
                "'fields: [{extract: OBX-5, regex: \"a\"}]' | fields[0].regex | needs exactly one group, which is what is taken",
                "'fields: [{extract: OBX-5, regex: \"(a)\", to: PID-3}]' | fields[0].to | must be in the segment it is extracted from",
                "'fields: [{drop: PID-3, when: {sex: M}}]' | fields[0].when.sex | is no place such as PV1-19 or PID-3.4",
                "'fields: [{drop: PID-3, when: {PID-8: []}}]' | fields[0].when.PID-8 | needs a value; \"\" means empty",
                "off: [nothing] | off | names no rule or preprocessor of a layer below",
            })
    void namesFileKeyAndReason(String description, String key, String reason) {
        assertThatThrownBy(() -> files().with("broken", "- 1").profile(description))
                .isInstanceOf(ProfileMistake.class)
                .hasMessageContaining(": " + key + " " + reason);
    }

    @Test
    void anExpressionMayNotBeLong() {
        String regex = "(" + "a".repeat(200) + ")";
        assertThatThrownBy(() -> files().profile("fields: [{extract: OBX-5, regex: \"" + regex + "\"}]"))
                .hasMessage("profile.yaml: fields[0].regex is longer than 200 characters");
    }

    @Test
    void aMistakeInALayerBelowNamesThatFile() {
        assertThatThrownBy(() -> new MemoryFiles().with("vendor", "zone: Mars").profile("extends: vendor"))
                .hasMessage("vendor: zone is not a time zone, for example Asia/Shanghai");
    }

    private static MemoryFiles files() {
        return new MemoryFiles()
                .with("vendor", VENDOR)
                .with("codes.csv", "localCode,loinc\nL1,14647-2\n")
                .with("flags.csv", "local,code\n偏高↑,H\n");
    }
}
