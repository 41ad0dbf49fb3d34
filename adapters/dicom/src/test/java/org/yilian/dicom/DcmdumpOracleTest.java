package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, {@code dcmdump} reads, element by element. */
class DcmdumpOracleTest {

    @TempDir
    Path folder;

    @Test
    void readsEverySyntaxWeWrite() throws Exception {
        Dcmtk.assumeInstalled("dcmdump");
        for (DicomFile file : Samples.files()) {
            Path path = folder.resolve("sample.dcm");
            file.write(path);
            Dcmtk.Result dump = Dcmtk.run("dcmdump", "-q", "+L", "-Un", path.toString());
            assertThat(dump.exit()).isZero();
            assertThat(topLevelTags(dump.output())).isEqualTo(file.dataSet().tags());
            assertThat(dump.output()).contains("[P-0001]", "(0002,0000) UL ");
        }
    }

    @Test
    void readsFilesOfOthersAsWeDo() throws Exception {
        Dcmtk.assumeInstalled("dcmdump");
        int compared = 0;
        for (Path path : Corpus.files("pydicom")) {
            int[] ours = DicomFile.read(path).dataSet().tags();
            Dcmtk.Result dump = Dcmtk.run("dcmdump", "-q", "-Un", path.toString());
            if (dump.exit() == 0) {
                assertThat(topLevelTags(dump.output())).as(Corpus.name(path)).isEqualTo(ours);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    private static int[] topLevelTags(String dump) {
        return dump.lines()
                .filter(line -> line.startsWith("(") && !line.startsWith("(0002") && !line.startsWith("(fffe"))
                .mapToInt(line -> Tag.parse(line.substring(0, 11)))
                .toArray();
    }
}
