package org.yilian.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Small objects made by code: one of each thing a reader has to understand. */
final class Samples {

    private Samples() {}

    /** A CT slice of 4 x 4 with text in Chinese, a private block, sequences of both kinds of length and binary numbers. */
    static DataSet ct() {
        DataSet ct = new DataSet()
                .set(Tag.SpecificCharacterSet, "GB18030")
                .set(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .set(Tag.SOPClassUID, UID.CTImageStorage)
                .set(Tag.SOPInstanceUID, "1.2.3.4.5.6")
                .set(Tag.StudyDate, "20261122")
                .set(Tag.Modality, "CT")
                .set(Tag.PatientName, "Wang^Xiaoming=王^小明")
                .set(Tag.PatientID, "P-0001")
                .set(Tag.SliceThickness, 2.5)
                .set(Tag.StudyInstanceUID, "1.2.3.4")
                .set(Tag.InstanceNumber, 12)
                .set(Tag.SamplesPerPixel, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.FrameIncrementPointer, Tag.FrameTime)
                .set(Tag.Rows, 4)
                .set(Tag.Columns, 4)
                .set(Tag.BitsAllocated, 16)
                .set(Tag.PixelRepresentation, 1)
                .set(Tag.SmallestImagePixelValue, -1024)
                .setBytes(Tag.PixelData, VR.OW, pixels(32));
        ct.set(ct.claimPrivate("YILIAN TEST", 0x00090001), VR.LO, "private");
        ct.set(ct.claimPrivate("YILIAN TEST", 0x00090002), VR.FD, "0.125", "-3e30");
        ct.addItem(Tag.ReferencedStudySequence).set(Tag.ReferencedSOPInstanceUID, "1.2.3");
        DataSet code = ct.addItem(Tag.ProcedureCodeSequence).set(Tag.CodeMeaning, "胸部平扫");
        code.addItem(Tag.ReferencedSOPSequence).setEmpty(Tag.ReferencedSOPInstanceUID);
        code.undefinedLength = true;
        ct.addItem(Tag.ProcedureCodeSequence);
        sequence(ct, Tag.ProcedureCodeSequence).undefinedLength = true;
        return ct;
    }

    /** Three frames of encapsulated data, the second of two fragments. */
    static DataSet encapsulated(boolean withOffsetTable) {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        byte[] more = {1, 2, 3, 4, 5, 6};
        byte[] table = Values.ofIntegers(VR.UL, new long[] {0, 12, 38});
        DataSet image = ct().set(Tag.NumberOfFrames, 3);
        return image.setFragments(
                Tag.PixelData, VR.OB, List.of(withOffsetTable ? table : Values.NONE, jpeg, jpeg, more, jpeg));
    }

    /** The same in every native transfer syntax and one encapsulated. */
    static List<DicomFile> files() {
        return List.of(
                DicomFile.of(ct(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                DicomFile.of(ct(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                DicomFile.of(ct(), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
                DicomFile.of(ct(), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
                DicomFile.of(encapsulated(true), TransferSyntax.of(UID.JPEGBaseline8Bit)));
    }

    static byte[] bytes(DicomFile file) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sequence sequence(DataSet dataSet, int tag) {
        for (int i = 0; i < dataSet.size(); i++) {
            if (dataSet.tagAt(i) == tag) {
                return (Sequence) dataSet.valueAt(i);
            }
        }
        throw new IllegalArgumentException(Tag.toString(tag));
    }

    static byte[] pixels(int count) {
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) (i * 7);
        }
        return pixels;
    }
}
