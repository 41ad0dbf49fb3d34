package org.yilian.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a data set or a {@link DicomException}, nothing else, and no more memory than the input justifies. */
class HostileInputTest {

    private static final List<byte[]> FILES =
            Samples.files().stream().map(Samples::bytes).toList();
    private static final ReadLimits SMALL = new ReadLimits(32, 10_000, 10_000, 1 << 20);

    @Test
    void everyPrefixOfEverySampleIsReadOrRefused() {
        for (byte[] file : FILES) {
            for (int length = 0; length <= file.length; length++) {
                survive(Arrays.copyOf(file, length));
            }
        }
    }

    @Test
    void everyByteOfEverySampleMayBeAnyOfSome() {
        for (byte[] file : FILES) {
            for (int at = 128; at < file.length; at++) {
                for (int value : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
                    byte[] flipped = file.clone();
                    flipped[at] = (byte) value;
                    survive(flipped);
                }
            }
        }
    }

    @Property(tries = 2000)
    void severalFlippedBytesAreReadOrRefused(
            @ForAll("samples") byte[] file,
            @ForAll List<@net.jqwik.api.constraints.IntRange(min = 0, max = 1 << 20) Integer> places,
            @ForAll byte value) {
        byte[] flipped = file.clone();
        places.forEach(place -> flipped[128 + place % (flipped.length - 128)] = value);
        survive(flipped);
    }

    @Provide
    Arbitrary<byte[]> samples() {
        return Arbitraries.of(FILES);
    }

    @Property(tries = 1000)
    void garbageIsReadOrRefused(@ForAll byte[] garbage, @ForAll("syntaxes") TransferSyntax syntax) {
        try {
            DicomReader.dataSet(garbage, syntax).limits(SMALL).read();
        } catch (DicomException e) {
            assertThat(e.reason()).isNotNull();
        } catch (IOException e) {
            fail("no DicomException", e);
        }
    }

    @Provide
    Arbitrary<TransferSyntax> syntaxes() {
        return Arbitraries.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void flippedBytesInFilesOfOthersAreReadOrRefused() throws Exception {
        for (String name : List.of(
                "pydicom/rtplan.dcm",
                "pydicom/reportsi.dcm",
                "pydicom/MR_small_RLE.dcm",
                "charset/chrH32.dcm",
                "malformed-pydicom/UN_sequence.dcm",
                "malformed-pydicom/nested_priv_SQ.dcm")) {
            byte[] file = Files.readAllBytes(Corpus.file(name));
            for (int at = 128; at < Math.min(file.length, 3000); at++) {
                byte[] flipped = file.clone();
                flipped[at] ^= (byte) 0xFF;
                survive(flipped);
            }
        }
    }

    @Test
    void aDeflatedBombEndsAtTheLimit() throws Exception {
        DataSet bomb = new DataSet().setBytes(Tag.PixelData, VR.OW, new byte[8 << 20]);
        byte[] deflated = DicomWriter.toBytes(bomb, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(deflated.length).isLessThan(20_000);
        DicomReaderTest.assertReason(
                () -> DicomReader.dataSet(deflated, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                        .limits(SMALL)
                        .read(),
                DicomException.Reason.LIMIT);
    }

    /** Everything a hub does with an object that was sent to it. */
    private static void survive(byte[] file) {
        try {
            DicomReader reader = DicomReader.file(file).limits(SMALL).stopAt(Tag.PixelData);
            DataSet head = reader.read();
            head.suspectedCharset();
            DicomJson.readAll(DicomJson.toJson(head));
            for (int tag : head.tags()) {
                head.strings(tag);
                head.doubles(tag);
                head.intValue(tag, 0);
                head.date(tag);
                head.time(tag);
                head.dateTime(tag, java.time.ZoneOffset.UTC);
                head.personName(tag);
            }
            DicomWriter.toBytes(head, reader.transferSyntax());
            reader.locatePixelData(head);
            reader.readRest(head);
        } catch (DicomException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (IOException e) {
            fail("no DicomException", e);
        }
    }
}
