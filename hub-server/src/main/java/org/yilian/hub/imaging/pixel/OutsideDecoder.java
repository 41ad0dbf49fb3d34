package org.yilian.hub.imaging.pixel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;

/**
 * Frames that no library decodes, by a program on the path: JPEG extended of 12 bits by DCMTK's {@code dcmdjpeg}, HTJ2K by
 * OpenJPEG's {@code opj_decompress}. Native code that reads what strangers sent stays out of this process: when it crashes or
 * hangs, one picture is missing.
 */
final class OutsideDecoder {
    private static final int SECONDS = 20;

    private OutsideDecoder() {}

    /** Grey values of a JPEG frame of more than 8 bits. */
    static int[] jpeg(PixelShape shape, byte[] frame) throws PixelFailure {
        Path program = program("dcmdjpeg");
        if (shape.samples() != 1 || shape.bitsAllocated() != 16) {
            throw PixelFailure.unsupported("JPEG of more than 8 bits is decoded in grey only");
        }
        DataSet image = new DataSet()
                .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .set(Tag.SOPInstanceUID, "2.25.1")
                .set(Tag.SamplesPerPixel, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.Rows, shape.rows())
                .set(Tag.Columns, shape.columns())
                .set(Tag.BitsAllocated, 16)
                .set(Tag.BitsStored, shape.bitsStored())
                .set(Tag.HighBit, shape.bitsStored() - 1)
                .set(Tag.PixelRepresentation, shape.signed() ? 1 : 0);
        return inFolder(folder -> {
            Path in = folder.resolve("in.dcm");
            Path out = folder.resolve("out.dcm");
            DicomFile.of(DicomWriter.encapsulate(image, List.of(frame)), TransferSyntax.of(UID.JPEGExtended12Bit))
                    .write(in);
            run(program, in.toString(), out.toString());
            return words(DicomFile.read(out).dataSet().bytes(Tag.PixelData), shape, 2);
        });
    }

    /** Components interleaved of an HTJ2K codestream, colours as the codestream's transform leaves them. */
    static int[] highThroughput(PixelShape shape, byte[] frame) throws PixelFailure {
        Path program = program("opj_decompress");
        return inFolder(folder -> {
            Path in = folder.resolve("in.j2k");
            Path out = folder.resolve("out.rawl");
            Files.write(in, frame);
            run(program, "-quiet", "-i", in.toString(), "-o", out.toString());
            byte[] planes = Files.readAllBytes(out);
            int[] values = words(planes, shape, planes.length == shape.pixels() * shape.samples() ? 1 : 2);
            return shape.samples() == 1 ? values : interleaved(values, shape);
        });
    }

    private interface Work {
        int[] in(Path folder) throws IOException, PixelFailure;
    }

    private static int[] inFolder(Work work) throws PixelFailure {
        try {
            Path folder = Files.createTempDirectory("frame");
            try {
                return work.in(folder);
            } finally {
                for (String name : List.of("in.dcm", "out.dcm", "in.j2k", "out.rawl")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new PixelFailure(PixelFailure.Reason.BROKEN, "The compressed frame cannot be decoded", e);
        }
    }

    private static void run(Path program, String... arguments) throws IOException, PixelFailure {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        throw PixelFailure.broken("The compressed frame cannot be decoded");
    }

    private static Path program(String name) throws PixelFailure {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> PixelFailure.unsupported("The decoder of this transfer syntax is not installed"));
    }

    private static int[] words(byte[] bytes, PixelShape shape, int width) throws PixelFailure {
        int[] values = new int[Math.multiplyExact(shape.pixels(), shape.samples())];
        if (bytes == null || bytes.length < (long) values.length * width) {
            throw PixelFailure.broken("The compressed frame is not the size that the header says");
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = width == 1 ? bytes[i] & 0xFF : bytes[2 * i] & 0xFF | (bytes[2 * i + 1] & 0xFF) << 8;
        }
        return values;
    }

    private static int[] interleaved(int[] planes, PixelShape shape) {
        int[] values = new int[planes.length];
        for (int i = 0; i < shape.pixels(); i++) {
            for (int c = 0; c < shape.samples(); c++) {
                values[i * shape.samples() + c] = planes[c * shape.pixels() + i];
            }
        }
        return values;
    }
}
