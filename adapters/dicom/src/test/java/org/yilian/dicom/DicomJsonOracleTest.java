package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our JSON says what {@code dcm2json} says. */
class DicomJsonOracleTest {

    @TempDir
    Path folder;

    @Test
    void agreesWithDcm2jsonOnFilesOfOthers() throws Exception {
        Dcmtk.assumeInstalled("dcm2json");
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path path : Corpus.files("")) {
            String name = Corpus.name(path);
            if (name.startsWith("malformed") || name.startsWith("fuzz") || name.endsWith("nooffset")) {
                continue;
            }
            DataSet dataSet = DicomFile.read(path).dataSet();
            Object theirs = theirs(path);
            if (theirs == null) { // They have no JSON for encapsulated pixel data.
                dataSet.remove(Tag.PixelData);
                theirs = theirs(rewritten(dataSet));
            }
            if (theirs != null) {
                compare(name, "", theirs, JsonTree.parse(DicomJson.toJson(dataSet)), differences);
                compared++;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(80);
    }

    private Path rewritten(DataSet dataSet) throws Exception {
        Path file = folder.resolve("rewritten.dcm");
        DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
        return file;
    }

    private static Object theirs(Path path) throws Exception {
        Dcmtk.Result result = Dcmtk.run("dcm2json", "-fc", path.toString());
        // Without converters for ISO 2022 IR 87 and 149 they write raw bytes, which is no JSON.
        return result.exit() == 0 && result.output().indexOf('\uFFFD') < 0 ? JsonTree.parse(result.output()) : null;
    }

    private static void compare(String file, String at, Object theirs, Object ours, List<String> differences) {
        if (theirs instanceof Map<?, ?> their && ours instanceof Map<?, ?> our) {
            Set<String> names = new TreeSet<>();
            their.keySet().forEach(key -> names.add((String) key));
            our.keySet().forEach(key -> names.add((String) key));
            for (String name : names) {
                compare(file, at + "/" + name, their.get(name), our.get(name), differences);
            }
        } else if (theirs instanceof List<?> their && ours instanceof List<?> our && their.size() == our.size()) {
            for (int i = 0; i < their.size(); i++) {
                compare(file, at + "/" + i, their.get(i), our.get(i), differences);
            }
        } else if (at.endsWith("/00080005/Value/0")) {
            assertThat(ours).isEqualTo("ISO_IR 192"); // they leave that of items as it was, though the text is UTF-8
        } else if (!same(theirs, ours)) {
            differences.add(file + at + ": theirs " + shortened(theirs) + ", ours " + shortened(ours));
        }
    }

    private static boolean same(Object theirs, Object ours) {
        if (theirs instanceof JsonTree.Token their && ours instanceof JsonTree.Token our) {
            double one = Double.parseDouble(their.text());
            double other = Double.parseDouble(our.text());
            return one == other || Math.abs(one - other) <= 1e-6 * Math.abs(one); // FL with fewer digits
        }
        return Objects.equals(theirs, ours);
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) : text;
    }
}
