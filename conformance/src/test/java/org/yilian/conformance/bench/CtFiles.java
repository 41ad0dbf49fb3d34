package org.yilian.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.yilian.conformance.ImageFeed;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.VR;

/** Image files for programs that send files: CT slices, with a header as long as a scanner's and noise as an image has. */
record CtFiles(ImageFeed feed, List<Path> files) {
    private static final int PRIVATE_GROUP = 0x00090000;
    private static final int PRIVATE_ELEMENTS = 240;

    static CtFiles write(Path folder, String prefix, int count, int studySize, int matrix) throws IOException {
        ImageFeed feed = new ImageFeed(prefix, studySize, matrix);
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            DataSet slice = DicomReader.dataSet(feed.bytes(n), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .read();
            scanner(slice, n);
            Path file = folder.resolve("%s-%05d.dcm".formatted(prefix, n));
            DicomFile.of(slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
            files.add(file);
        }
        return new CtFiles(feed, files);
    }

    private static void scanner(DataSet slice, int n) {
        Random random = new Random(n);
        slice.set(PRIVATE_GROUP + 0x10, VR.LO, "BENCH SCANNER 1");
        for (int i = 0; i < PRIVATE_ELEMENTS; i++) {
            slice.set(PRIVATE_GROUP + 0x1001 + i, VR.LO, "value " + random.nextInt(1_000_000));
        }
    }

    /** As many lists as there are associations. */
    List<List<Path>> dealt(int associations) {
        List<List<Path>> all = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < files.size(); i++) {
            all.get(i % associations).add(files.get(i));
        }
        return all;
    }
}
