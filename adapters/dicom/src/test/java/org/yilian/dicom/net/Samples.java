package org.yilian.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small DICOM files made here, and the shared corpus where it is present. */
final class Samples {
    static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";

    private Samples() {}

    /** A grey image of 8 or 16 bits in explicit VR little endian. */
    static Path image(Path folder, String instanceUid, int size, int bits) throws IOException {
        ByteArrayOutputStream set = new ByteArrayOutputStream();
        text(set, 0x0008, 0x0016, "UI", SECONDARY_CAPTURE);
        text(set, 0x0008, 0x0018, "UI", instanceUid);
        text(set, 0x0008, 0x0020, "DA", "20260101");
        text(set, 0x0008, 0x0060, "CS", "OT");
        text(set, 0x0010, 0x0010, "PN", "Test^Image");
        text(set, 0x0010, 0x0020, "LO", "T1");
        text(set, 0x0020, 0x000D, "UI", instanceUid + ".1");
        text(set, 0x0020, 0x000E, "UI", instanceUid + ".2");
        us(set, 0x0028, 0x0002, 1);
        text(set, 0x0028, 0x0004, "CS", "MONOCHROME2");
        us(set, 0x0028, 0x0010, size);
        us(set, 0x0028, 0x0011, size);
        us(set, 0x0028, 0x0100, bits);
        us(set, 0x0028, 0x0101, bits == 16 ? 12 : 8);
        us(set, 0x0028, 0x0102, bits == 16 ? 11 : 7);
        us(set, 0x0028, 0x0103, 0);
        byte[] pixels = new byte[size * size * bits / 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (bits == 8 ? i * i / 7 : i % 2 == 0 ? i * 31 : i % 11);
        }
        element(set, 0x7FE0, 0x0010, bits == 8 ? "OB" : "OW", pixels);
        Path file = folder.resolve(instanceUid + ".dcm");
        Files.write(file, part10(SECONDARY_CAPTURE, instanceUid, EXPLICIT_LITTLE, set.toByteArray()));
        return file;
    }

    static byte[] part10(String sopClass, String instance, String transferSyntax, byte[] dataSet) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        element(meta, 0x0002, 0x0001, "OB", new byte[] {0, 1});
        text(meta, 0x0002, 0x0002, "UI", sopClass);
        text(meta, 0x0002, 0x0003, "UI", instance);
        text(meta, 0x0002, 0x0010, "UI", transferSyntax);
        text(meta, 0x0002, 0x0012, "UI", org.yilian.dicom.DicomWriter.IMPLEMENTATION_CLASS_UID);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        element(file, 0x0002, 0x0000, "UL", new byte[] {(byte) meta.size(), (byte) (meta.size() >> 8), 0, 0});
        file.writeBytes(meta.toByteArray());
        file.writeBytes(dataSet);
        return file.toByteArray();
    }

    /** The bytes of a file behind its meta information. */
    static byte[] dataSet(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(FileHead.read(file).dataOffset());
            return in.readAllBytes();
        }
    }

    /** The shared corpus's folder of this name, if there is one beside the repository. */
    static Optional<Path> corpus(String name) {
        String set = System.getenv("HUB_SHARED");
        Stream<Path> candidates = set != null
                ? Stream.of(Path.of(set))
                : Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(p -> p.resolve("shared"));
        return candidates
                .map(p -> p.resolve("corpus").resolve("dicom").resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Files of a folder that are whole enough to be sent. */
    static List<Path> sendable(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(Samples::isPart10)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPart10(Path file) {
        try {
            return !FileHead.read(file).sopClassUid().equals("1.2.840.10008.1.3.10");
        } catch (IOException e) {
            return false;
        }
    }

    private static void us(ByteArrayOutputStream out, int group, int element, int value) {
        element(out, group, element, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void text(ByteArrayOutputStream out, int group, int element, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        element(out, group, element, vr, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void element(ByteArrayOutputStream out, int group, int element, String vr, byte[] value) {
        out.write(group);
        out.write(group >> 8);
        out.write(element);
        out.write(element >> 8);
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        int length = value.length;
        if (vr.startsWith("O")) {
            out.writeBytes(new byte[] {0, 0});
            out.writeBytes(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), 0});
        } else {
            out.writeBytes(new byte[] {(byte) length, (byte) (length >> 8)});
        }
        out.writeBytes(value);
    }
}
