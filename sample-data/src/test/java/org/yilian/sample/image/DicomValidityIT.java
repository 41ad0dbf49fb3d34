package org.yilian.sample.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.TransferSyntax;
import org.yilian.sample.Regions;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

/** What dciodvfy (Debian package dicom3tools), which is not ours, says about our objects. */
class DicomValidityIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void toolIsThere() {
        boolean required = Boolean.getBoolean("hub.tools.required");
        assumeTrue(required || Files.isExecutable(Path.of("/usr/bin/dciodvfy")), "dciodvfy is not installed");
    }

    @Test
    void dciodvfyFindsNoError() {
        StudyMaker maker = new StudyMaker(Regions.STANDARD.plan());
        StudyMakerTest.someStudies().forEach((exam, visit) -> check(maker, exam, visit));
    }

    private void check(StudyMaker maker, ExamOrder exam, Visit visit) {
        List<SampleInstance> instances = maker.make(visit, exam);
        for (SampleInstance instance : instances.subList(0, Math.min(2, instances.size()))) {
            // dciodvfy cannot inflate; the elements are the same.
            TransferSyntax syntax =
                    instance.syntax().isDeflated() ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : instance.syntax();
            try {
                Path file = folder.resolve("instance.dcm");
                DicomFile.of(instance.dataSet(), syntax).write(file);
                assertThat(errors(file))
                        .as(Map.of("exam", exam.exam().item(), "syntax", syntax.name())
                                .toString())
                        .isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> errors(Path file) throws IOException {
        Process process = new ProcessBuilder("dciodvfy", file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }
}
