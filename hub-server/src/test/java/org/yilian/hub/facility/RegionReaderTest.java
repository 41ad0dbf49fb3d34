package org.yilian.hub.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.FileSystemResource;
import org.yilian.mappings.hl7v2.FacilityProfile;

/** Each wrong or missing value stops the start and names file, key and reason. */
class RegionReaderTest {
    private static final String RIGHT = """
            region: {code: YL, nameZh: 示范区, nameEn: Sample, zone: Asia/Shanghai}
            facilities:
              - code: H001
                nameZh: 医院
                level: TERTIARY
                charset: GB18030
                systems:
                  - {name: HIS, msh3: HIS, msh4: H001}
                  - {name: PACS, ae: H001PACS, host: 127.0.0.1}
                clients:
                  - {id: h001, secret: x, scopes: "system/*.rs"}
                authorities:
                  H001: {system: "urn:mrn", type: MR}
                defaultAuthority: H001
              - {code: H002, nameZh: 医院, level: COUNTY}
            destinations:
              - {name: H001-LIS, facility: H001, host: lis, port: 2575, receives: [RESULTS]}
            users:
              - {name: doctor, display: 王, password: x, roles: [DOCTOR], facility: H001}
            """;

    @TempDir
    Path folder;

    @Test
    void readsARightOne() throws IOException {
        Region region = read(RIGHT, false);
        assertThat(region.facilities()).extracting(Facility::code).containsExactly("H001", "H002");
        assertThat(region.bySender("HIS", "H001")).isPresent();
        assertThat(region.bySender("LIS", "H001")).as("no system of that name").isEmpty();
        assertThat(region.bySender("HIS", "H002")).isEmpty();
        assertThat(region.byCallingAe("H001PACS")).isPresent();
        assertThat(region.byClientId("h001")).isPresent();
        assertThat(region.facility("H002").orElseThrow().zone()).hasToString("Asia/Shanghai");
        Destination destination = region.destinations().get(0);
        assertThat(destination.version()).isEqualTo("2.5.1");
        assertThat(destination.order()).isEqualTo(Destination.Order.DESTINATION);
        assertThat(destination.receivingApplication()).isEqualTo("H001-LIS");
        assertThat(destination.sendingFacility()).isEqualTo("YL");
    }

    @Test
    void theDemoRegionKnowsASenderByItsFacilityAlone() throws IOException {
        assertThat(read(RIGHT, true).bySender("anything", "H002")).isPresent();
    }

    @ParameterizedTest(name = "{2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'region: {code: YL, nameZh: 示范区, nameEn: Sample, zone: Asia/Shanghai}' | '' | region | is missing",
                "'code: YL, ' | '' | region.code | is missing",
                "', zone: Asia/Shanghai' | '' | region.zone | is missing",
                "Asia/Shanghai | Asia/Shangai | region.zone | is not a time zone, for example Asia/Shanghai",
                "'zone: Asia/Shanghai' | 'zome: x' | region.zome | is unknown or has a wrong value",
                "'code: H001' | 'code: h001' | facilities[0].code | must be 2-16 of A-Z, 0-9",
                "'code: H002' | 'code: H001' | facilities[1].code | stands twice",
                "'{code: H002, nameZh: 医院, ' | '{code: H002, ' | facilities[1].nameZh | is missing",
                "', level: COUNTY' | '' | facilities[1].level | is missing",
                "'level: COUNTY' | 'level: HUGE' | facilities[1].level | is unknown or has a wrong value",
                "'level: COUNTY' | 'level: COUNTY, zone: Mars' | facilities[1].zone | is not a time zone, for example Asia/Shanghai",
                "GB18030 | GB1803 | facilities[0].charset | is not a character set, for example GB18030",
                "'level: COUNTY' | 'level: COUNTY, codes: no.csv' | facilities[1].codes | names a file that cannot be read",
                "'level: COUNTY' | 'level: COUNTY, profile: no.yaml' | facilities[1].profile | names a file that cannot be read",
                "'level: COUNTY' | 'level: COUNTY, profile: vendor-none' | facilities[1].profile | names a file that cannot be read",
                "'level: COUNTY' | 'level: COUNTY, profile: [a]' | facilities[1].profile | must be a mapping or name a file",
                "'level: COUNTY' | 'level: COUNTY, profile: {zone: Mars}' | facilities[1].profile.zone | is not a time zone, for example Asia/Shanghai",
                "'level: COUNTY' | 'level: COUNTY, profile: {fields: [{drop: PID3}]}' | facilities[1].profile.fields[0].drop | is no place such as PV1-19 or PID-3.4",
                "'name: HIS, msh3: HIS,' | 'name: HIS, profile: vendor-anhe-his,' | facilities[0].systems[0].profile | needs an msh3 of its own",
                "'msh4: H001}' | 'msh4: H001, profile: {flags: no.csv}}' | facilities[0].systems[0].profile.flags | names a file that cannot be read",
                "'level: COUNTY' | 'level: COUNTY, visitNumber: PV1-3' | facilities[1].visitNumber | must be PV1-19 or PV1-50 or PID-18",
                "'defaultAuthority: H001' | 'defaultAuthority: H009' | facilities[0].defaultAuthority | names no authority of this facility",
                "'{system: \"urn:mrn\", type: MR}' | '{type: MR}' | facilities[0].authorities.H001.system | is missing",
                "'id: h001, ' | '' | facilities[0].clients[0].id | is missing",
                "'id: h001, ' | 'id: h001, certificates: [ab], ' | facilities[0].clients[0].certificates | must be sha256: and the 64 hexadecimal digits of a certificate's fingerprint",
                "'level: COUNTY' | 'level: COUNTY, clients: [{id: h001, secret: y}]' | facilities[1].clients[0].id | stands twice",
                "'level: COUNTY' | 'level: COUNTY, systems: [{name: P, ae: H001PACS}]' | facilities[1].systems[0].ae | stands twice",
                "'level: COUNTY' | 'level: COUNTY, systems: [{name: P, ae: ABCDEFGHIJKLMNOPQ}]' | facilities[1].systems[0].ae | must have 1-16 characters",
                "'host: 127.0.0.1}' | 'certificates: [sha1:ab]}' | facilities[0].systems[1].certificates | must be sha256: and the 64 hexadecimal digits of a certificate's fingerprint",
                "'ae: H001PACS, host: 127.0.0.1}' | 'certificates: [sha256:abababababababababababababababababababababababababababababababab]}' | facilities[0].systems[1].certificates | is for a system that has msh4 or ae",
                "'ae: H001PACS, host: 127.0.0.1}' | 'ae: H001PACS, availability: true}' | facilities[0].systems[1].availability | needs ae, host and port",
                "'level: COUNTY' | 'level: COUNTY, systems: [{name: P, msh3: HIS, msh4: H001}]' | facilities[1].systems[0].msh4 | with this msh3 is another system already",
                "'facility: H001}' | 'facility: H009}' | users[0].facility | names no facility of the region",
                "'roles: [DOCTOR]' | 'roles: [KING]' | users[0].roles | must be of DOCTOR, RADIOLOGIST, AUDITOR, PLANNER, STEWARD, OPERATOR",
                "'name: doctor, ' | '' | users[0].name | is missing",
                "'name: H001-LIS, ' | 'name: \"a b\", ' | destinations[0].name | must be 1-40 of letters, digits, dot, dash and underscore",
                "'H001-LIS, facility: H001' | 'H001-LIS, facility: H009' | destinations[0].facility | names no facility of the region",
                "'host: lis, ' | '' | destinations[0].host | is missing",
                "'port: 2575' | 'port: 0' | destinations[0].port | must be 1 to 65535",
                "'level: COUNTY' | 'level: COUNTY, profile: {acknowledgment: {later: true}}' | facilities.H002.acknowledgment.later | needs a destination of the facility that receives ACKNOWLEDGMENTS",
                "'receives: [RESULTS]' | 'receives: []' | destinations[0].receives | needs at least one kind of message",
                "'receives: [RESULTS]' | 'receives: [RESULTS], version: 2.9' | destinations[0].version | must be of 2.3.1, 2.4, 2.5, 2.5.1, 2.6, 2.7, 2.7.1, 2.8, 2.8.1, 2.8.2",
                "'receives: [RESULTS]' | 'receives: [RESULTS], charset: Big5' | destinations[0].charset | must be UTF-8 or GB18030",
                "'receives: [RESULTS]' | 'receives: [RESULTS], certificate: abc' | destinations[0].certificate | must be a SHA-256 in hexadecimal, and needs tls: true",
            })
    void namesFileKeyAndReason(String text, String instead, String key, String reason) throws IOException {
        assertThat(RIGHT).contains(text);
        assertThatThrownBy(() -> read(RIGHT.replaceFirst(java.util.regex.Pattern.quote(text), instead), false))
                .isInstanceOf(RegionMistake.class)
                .hasMessage("file [" + folder.resolve("region.yaml") + "]: " + key + " " + reason);
    }

    @Test
    void aSystemInheritsFromItsHospitalItsVendorAndTheBase() throws IOException {
        Files.writeString(folder.resolve("h001.yaml"), "extends: vendor-anhe-his\nunits: {克: g}\n");
        Files.writeString(folder.resolve("lis.yaml"), "extends: vendor-lanting-lis\nunits: {克: g/L}\n");
        Region region = read(
                RIGHT.replace("level: TERTIARY", "level: TERTIARY\n    profile: h001.yaml")
                        .replace(
                                "msh4: H001}",
                                "msh4: H001}\n      - {name: LIS, msh3: LIS, msh4: H001, profile: lis.yaml}"),
                false);
        Facility hospital = region.facility("H001").orElseThrow();
        FacilityProfile his = hospital.profile("HIS");
        FacilityProfile lis = hospital.profile("LIS");
        assertThat(his.visitNumber()).isEqualTo(FacilityProfile.VisitNumber.PID_18);
        assertThat(his.units()).containsEntry("克", "g").containsEntry("mmol/L", "mmol/L");
        assertThat(his.snapshot().quotesDelete()).isFalse();
        assertThat(his.authorities().get("H001").system()).isEqualTo("urn:mrn");
        assertThat(lis.visitNumber()).isEqualTo(FacilityProfile.VisitNumber.PID_18);
        assertThat(lis.units()).containsEntry("克", "g/L").containsEntry("个/HP", "/[HPF]");
        assertThat(lis.acknowledgment().parkUnknown()).isTrue();
        assertThat(his.acknowledgment().parkUnknown()).isFalse();
        assertThat(lis.version()).isNotEqualTo(his.version()).hasSize(12);
    }

    @Test
    void theVersionIsAboutWhatIsSaidAndNotWhere(@TempDir Path elsewhere) throws IOException {
        String before = version(read(RIGHT, false));
        assertThat(version(read(RIGHT, false))).isEqualTo(before);
        Path moved = Files.writeString(elsewhere.resolve("other.yaml"), RIGHT);
        assertThat(version(RegionFile.read(moved.toString(), false))).isEqualTo(before);
        assertThat(version(read(RIGHT.replace("GB18030", "UTF-8"), false))).isNotEqualTo(before);
    }

    private static String version(Region region) {
        return region.facility("H001").orElseThrow().profile().version();
    }

    @Test
    void aMistakeInAFileIsNamedByThatFile() throws IOException {
        Path file = Files.writeString(folder.resolve("h002.yaml"), "zone: Mars");
        assertThatThrownBy(() -> read(RIGHT.replace("level: COUNTY", "level: COUNTY, profile: h002.yaml"), false))
                .isInstanceOf(RegionMistake.class)
                .hasMessage("file [" + file + "]: zone is not a time zone, for example Asia/Shanghai");
    }

    @Test
    void theHubsOwnVendorProfilesCanBeRead() throws IOException {
        for (String vendor : java.util.List.of("vendor-anhe-his", "vendor-lanting-lis")) {
            assertThat(read(RIGHT.replace("level: COUNTY", "level: COUNTY, profile: " + vendor), false)
                            .facility("H002")
                            .orElseThrow()
                            .profile()
                            .rewrite()
                            .isNone())
                    .isFalse();
        }
    }

    @Test
    void whatIsNoYamlIsNamedByItsLine() {
        assertThatThrownBy(() -> read(RIGHT + "  : : [", false))
                .isInstanceOf(RegionMistake.class)
                .hasMessageContaining("region.yaml]: line ");
    }

    @Test
    void aRegionWithoutMembersAndAFileThatIsNotThereAreNamed() {
        assertThatThrownBy(() -> read("region: {code: YL, zone: Asia/Shanghai}", false))
                .hasMessageContaining("facilities needs at least one member");
        assertThatThrownBy(() -> new RegionReader(new FileSystemResource(folder.resolve("none.yaml")), false).read())
                .isInstanceOf(RegionMistake.class)
                .hasMessageContaining("none.yaml]: (the file itself) cannot be read; set HUB_REGION");
        assertThatThrownBy(() -> read("", false)).isInstanceOf(RegionMistake.class);
    }

    private Region read(String text, boolean demo) throws IOException {
        Path file = Files.writeString(folder.resolve("region.yaml"), text);
        return new RegionReader(new FileSystemResource(file), demo).read();
    }
}
