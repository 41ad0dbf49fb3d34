package org.yilian.hub.imaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.imaging.ingest.PartTen;
import org.yilian.hub.imaging.ingest.Uids;

/** Files of others, kept beside the repository; tests that read them are skipped where they are not. */
public final class Corpus {
    private Corpus() {}

    public static Path folder(String name) {
        String set = System.getenv("HUB_SHARED");
        Path shared = set != null ? Path.of(set) : null;
        for (Path at = Path.of("").toAbsolutePath(); shared == null && at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared");
            shared = Files.isDirectory(candidate.resolve("corpus")) ? candidate : null;
        }
        Path folder = shared == null ? null : shared.resolve("corpus").resolve(name);
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "the shared corpus is not here");
        return folder;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Whether it names study and series: some files are no instances but pieces to try a parser on. */
    static boolean namesItsStudy(Sent object) throws IOException {
        try {
            DataSet head = DicomReader.dataSet(object.bytes(), TransferSyntax.of(object.syntax()))
                    .stopAt(Tag.StudyID)
                    .read();
            return Uids.isValid(head.string(Tag.StudyInstanceUID)) && Uids.isValid(head.string(Tag.SeriesInstanceUID));
        } catch (DicomException e) {
            return false;
        }
    }

    /** The file as a sender would send it; null when it is no Part 10 file. */
    static Sent read(Path file) throws IOException {
        try {
            PartTen part = PartTen.open(new ByteArrayInputStream(Files.readAllBytes(file)));
            byte[] dataSet = part.dataSet().readAllBytes();
            String sopClass = part.sopClassUid();
            String sopInstance = part.sopInstanceUid();
            try {
                DataSet head = DicomReader.dataSet(dataSet, TransferSyntax.of(part.transferSyntaxUid()))
                        .stopAt(Tag.PatientName)
                        .read();
                // A sender announces what the data set says; the file around it says otherwise in some.
                sopClass = head.string(Tag.SOPClassUID, sopClass);
                sopInstance = head.string(Tag.SOPInstanceUID, sopInstance);
            } catch (DicomException e) {
                // Not readable: announced as the file says.
            }
            return sopClass.isEmpty() ? null : new Sent(sopClass, sopInstance, part.transferSyntaxUid(), dataSet);
        } catch (PartTen.NotPartTen e) {
            return null;
        }
    }
}
