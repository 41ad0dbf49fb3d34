package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    @Test
    void knowsElementsOfEveryKind() {
        assertThat(Dictionary.entry(Tag.PatientName))
                .hasValueSatisfying(e -> assertThat(e.toString()).contains("PatientName", "PN", "1", "Patient's Name"));
        assertThat(Dictionary.keywordOf(0x60020010)).isEqualTo("OverlayRows");
        assertThat(Dictionary.vrOf(0x60023000)).isEqualTo(VR.OW);
        assertThat(Dictionary.keywordOf(0x00203105)).isEqualTo("SourceImageIDs");
        assertThat(Dictionary.vrOf(0x00080000)).isEqualTo(VR.UL);
        assertThat(Dictionary.vrOf(0x00090010)).isEqualTo(VR.LO);
        assertThat(Dictionary.vrOf(0x00091001)).isEqualTo(VR.UN);
        assertThat(Dictionary.vrOf(0x60010010)).isEqualTo(VR.LO); // a private creator, not a range
        assertThat(Dictionary.vrOf(Tag.PixelData)).isEqualTo(VR.OW);
        assertThat(Dictionary.tagOf("StudyInstanceUID")).hasValue(Tag.StudyInstanceUID);
        assertThat(Dictionary.tagOf("Nothing")).isEmpty();
        assertThat(Dictionary.entry(0x00091001)).isEmpty();
    }

    @Test
    void keywordsAndTagsAreUnique() {
        Set<String> keywords = new HashSet<>();
        for (Dictionary.Entry entry : Dictionary.entries()) {
            assertThat(keywords.add(entry.keyword())).as(entry.keyword()).isTrue();
            assertThat(entry.defaultVr() != null || entry.vr().equals("-"))
                    .as(entry.keyword())
                    .isTrue();
            assertThat(entry.vm()).as(entry.keyword()).matches("\\d+(-(\\d*n|\\d+))?|\\d+-\\d+n");
        }
        assertThat(keywords).hasSizeGreaterThan(5100);
    }

    @Test
    void constantsAreNamedByTheirKeywords() throws Exception {
        int checked = 0;
        for (Field field : Tag.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                assertThat(Dictionary.keywordOf(field.getInt(null))).isEqualTo(field.getName());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(300);
        for (Field field : UID.class.getFields()) {
            String uid = (String) field.get(null);
            assertThat(UID.entry(uid)).as(field.getName()).isPresent();
        }
    }

    @Test
    void agreesWithTheDictionaryOfDebian() throws Exception {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String line : debian()) {
            String[] row = line.split("\t+");
            boolean standard = row.length > 4 && row[4].startsWith("DICOM") && !row[0].contains("-");
            if (line.startsWith("#") || !standard) {
                continue;
            }
            int tag = Tag.parse(row[0]);
            String keyword = row[2].replace("RETIRED_", "").replace("ACR_NEMA_", "");
            Dictionary.Entry ours = Dictionary.entry(tag).orElse(null);
            if (ours == null || !ours.keyword().equalsIgnoreCase(keyword) || !fits(ours, row[1])) {
                differences.add(line + " ours " + ours);
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(4000);
        assertThat(differences).isEmpty();
    }

    private static boolean fits(Dictionary.Entry ours, String vr) {
        return switch (vr) {
            case "ox", "px" -> ours.vr().equals("OB or OW");
            case "xs" -> ours.vr().equals("US or SS");
            case "lt" -> ours.vr().contains("OW");
            case "up" -> ours.vr().equals("UL");
            case "na" -> ours.vr().equals("-");
            default -> ours.vr().equals(vr);
        };
    }

    private static List<String> debian() throws Exception {
        Path share = Path.of("/usr/share");
        Optional<Path> found;
        try (Stream<Path> folders = Files.list(share)) {
            found = folders.filter(folder -> folder.getFileName().toString().startsWith("libdcmtk"))
                    .map(folder -> folder.resolve("dicom.dic"))
                    .filter(Files::exists)
                    .findFirst();
        }
        Assumptions.assumeTrue(found.isPresent(), "no dicom.dic");
        return Files.readAllLines(found.orElseThrow(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void registryHoldsStorageClassesAndTransferSyntaxes() {
        assertThat(UID.storageClasses())
                .contains(UID.CTImageStorage, UID.EncapsulatedPDFStorage, UID.TwelveLeadECGWaveformStorage)
                .contains("1.2.840.10008.5.1.4.1.1.88.67", "1.2.840.10008.5.1.4.1.1.79.1")
                .doesNotContain(UID.Verification, UID.MediaStorageDirectoryStorage, UID.StorageCommitmentPushModel)
                .hasSizeGreaterThan(175);
        assertThat(TransferSyntax.all()).hasSizeGreaterThan(55);
        assertThat(UID.nameOf(UID.CTImageStorage)).isEqualTo("CT Image Storage");
        assertThat(UID.nameOf("1.2.3")).isEqualTo("1.2.3");
    }

    @Test
    void transferSyntaxesTellHowTheyWrite() {
        assertThat(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.isExplicit()).isFalse();
        assertThat(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.isBigEndian()).isTrue();
        assertThat(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.isDeflated())
                .isTrue();
        assertThat(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.isEncapsulated())
                .isFalse();
        assertThat(TransferSyntax.of(UID.RLELossless).isEncapsulated()).isTrue();
        assertThat(TransferSyntax.of(UID.HTJ2KLossless).isKnown()).isTrue();
        assertThat(TransferSyntax.of("1.2.3")).satisfies(unknown -> {
            assertThat(unknown.isKnown()).isFalse();
            assertThat(unknown.isExplicit() && unknown.isEncapsulated()).isTrue();
        });
    }

    @Test
    void uidsAreMadeAndChecked() {
        assertThat(UID.create()).startsWith("2.25.").matches(UID::isValid).isNotEqualTo(UID.create());
        assertThat(Stream.of("", "1..2", "1.02", "1.2.", ".1", "1.a", "1".repeat(65)))
                .noneMatch(UID::isValid);
        assertThat(Stream.of("1.2.840.10008.1.2", "0.0", "2.25.0")).allMatch(UID::isValid);
    }

    @Test
    void tagsAreReadInEveryForm() {
        assertThat(Stream.of("00100020", "0010,0020", "(0010,0020)", "PatientID")
                        .mapToInt(Tag::parse))
                .containsOnly(Tag.PatientID);
        assertThat(Tag.toString(0xFFFEE000)).isEqualTo("(FFFE,E000)");
    }
}
