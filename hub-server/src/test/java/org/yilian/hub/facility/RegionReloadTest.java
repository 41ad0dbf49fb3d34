package org.yilian.hub.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.hub.platform.HubSettings;

/** Profiles change while the hub runs; a wrong description changes nothing; what needs a start is said. */
class RegionReloadTest {
    private static final String BEFORE = """
            region: {code: YL, zone: Asia/Shanghai}
            facilities:
              - {code: H001, nameZh: 医院, level: TERTIARY, profile: h001.yaml, clients: [{id: h001}], systems: [{name: HIS, msh3: HIS, msh4: H001}]}
              - {code: H002, nameZh: 医院, level: COUNTY}
            """;

    @TempDir
    Path folder;

    private Region region;
    private RegionReload reload;

    @BeforeEach
    void start() throws IOException {
        write("h001.yaml", "units: {克: g}");
        write("region.yaml", BEFORE);
        String place = folder.resolve("region.yaml").toString();
        region = RegionFile.read(place, false);
        reload = new RegionReload(region, new HubSettings(folder, place, false, ""));
    }

    @Test
    void aFileThatChangedGivesThatProfileAnotherVersion() throws IOException {
        String before = reload.versions().get("H001");
        write("h001.yaml", "units: {克: g/L}");
        RegionReload.Change change = reload.reload();
        assertThat(change.changed()).containsOnlyKeys("H001");
        assertThat(change.afterRestart()).isEmpty();
        assertThat(change.changed().get("H001"))
                .isNotEqualTo(before)
                .isEqualTo(reload.versions().get("H001"));
        assertThat(profile().units()).containsEntry("克", "g/L");
    }

    @Test
    void nothingChangesWhereNothingChanged() {
        assertThat(reload.reload().changed()).isEmpty();
    }

    @Test
    void aWrongFileLeavesAllAsItIs() throws IOException {
        write("h001.yaml", "units: {克: g/L}\nzone: Mars");
        write("region.yaml", BEFORE.replace("level: COUNTY", "level: COUNTY, charset: GB18030"));
        assertThatThrownBy(reload::reload)
                .isInstanceOfSatisfying(RegionMistake.class, mistake -> assertThat(mistake.key())
                        .isEqualTo("zone"));
        assertThat(profile().units()).containsEntry("克", "g");
        assertThat(region.facility("H002").orElseThrow().charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void aNewMemberIsKnownAtOnce() throws IOException {
        write("region.yaml", BEFORE + "  - {code: H003, nameZh: 院, level: TOWNSHIP, systems: [{msh4: H003}]}\n");
        assertThat(reload.reload().changed()).containsOnlyKeys("H003");
        assertThat(region.bySender("ANY", "H003")).isPresent();
    }

    @Test
    void whatOnlyAStartTakesOverIsSaid() throws IOException {
        write(
                "region.yaml",
                BEFORE.replace("code: YL", "code: XX")
                                .replace("{id: h001}", "{id: h009}")
                                .replaceAll("(?m)^.*H002.*\n", "")
                        + "users: [{name: a, password: x, roles: [DOCTOR]}]\n");
        assertThat(reload.reload().afterRestart())
                .containsExactlyInAnyOrder("region", "users", "facilities.H001.clients", "facilities.H002 (removed)");
        assertThat(region.code()).isEqualTo("YL");
        assertThat(region.facility("H002")).isPresent();
    }

    private org.yilian.mappings.hl7v2.FacilityProfile profile() {
        return region.facility("H001").orElseThrow().profile();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
