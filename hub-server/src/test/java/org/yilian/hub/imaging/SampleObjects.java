package org.yilian.hub.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;

/** DICOM objects made by code, small but whole. */
public final class SampleObjects {
    private SampleObjects() {}

    /** One object on its way. */
    record Sent(String sopClass, String sopUid, String syntax, byte[] bytes) {
        byte[] file() {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                DicomWriter.writeFileHead(null, DicomWriter.fileMeta(sopClass, sopUid, TransferSyntax.of(syntax)), out);
                out.write(bytes);
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A CT slice of 64 x 48: a disc of 40 HU in air. */
    public static DataSet ct(String studyUid, String seriesUid, String sopUid, int number, String patientId) {
        int rows = 48;
        int columns = 64;
        ByteBuffer pixels = ByteBuffer.allocate(rows * columns * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                boolean inside = Math.hypot(x - 32, y - 24) < 20;
                pixels.putShort((short) (inside ? 1064 : 24));
            }
        }
        DataSet ct = patient(studyUid, seriesUid, sopUid, UID.CTImageStorage, "CT", number, patientId);
        ct.set(Tag.RescaleIntercept, -1024.0).set(Tag.RescaleSlope, 1.0);
        ct.set(Tag.WindowCenter, 40.0).set(Tag.WindowWidth, 400.0);
        return image(ct, rows, columns, 1, 16, "MONOCHROME2").setBytes(Tag.PixelData, VR.OW, pixels.array());
    }

    /** A colour loop of three frames: red, green, blue. */
    static DataSet loop(String studyUid, String seriesUid, String sopUid, String patientId) {
        int pixels = 16 * 20;
        byte[] all = new byte[3 * 3 * pixels];
        for (int frame = 0; frame < 3; frame++) {
            for (int i = 0; i < pixels; i++) {
                all[3 * (frame * pixels + i) + frame] = (byte) 255;
            }
        }
        DataSet us = patient(studyUid, seriesUid, sopUid, UID.UltrasoundMultiFrameImageStorage, "US", 1, patientId);
        us.set(Tag.NumberOfFrames, 3).set(Tag.PlanarConfiguration, 0);
        return image(us, 16, 20, 3, 8, "RGB").setBytes(Tag.PixelData, VR.OB, all);
    }

    /** A structured report of text that somebody has verified. */
    static DataSet report(String studyUid, String seriesUid, String sopUid, String patientId) {
        DataSet sr = patient(studyUid, seriesUid, sopUid, UID.BasicTextSRStorage, "SR", 1, patientId);
        document(sr, "18747-6", "LN", "CT Report")
                .set(Tag.CompletionFlag, "COMPLETE")
                .set(Tag.VerificationFlag, "VERIFIED");
        sr.addItem(Tag.VerifyingObserverSequence).set(Tag.VerifyingObserverName, VR.PN, "李^四");
        text(sr.addItem(Tag.ContentSequence), "121071", "Finding", "两肺纹理清晰");
        text(sr.addItem(Tag.ContentSequence), "121077", "Conclusion", "未见异常");
        return sr;
    }

    /** A selection of one image. */
    static DataSet keyObjects(String studyUid, String seriesUid, String sopUid, String patientId, DataSet image) {
        DataSet ko = patient(studyUid, seriesUid, sopUid, UID.KeyObjectSelectionDocumentStorage, "KO", 1, patientId);
        document(ko, "113000", "DCM", "Of Interest");
        text(ko.addItem(Tag.ContentSequence), "113012", "Key Object Description", "结节");
        DataSet evidence = ko.addItem(Tag.CurrentRequestedProcedureEvidenceSequence);
        evidence.set(Tag.StudyInstanceUID, image.string(Tag.StudyInstanceUID));
        DataSet series = evidence.addItem(Tag.ReferencedSeriesSequence);
        series.set(Tag.SeriesInstanceUID, image.string(Tag.SeriesInstanceUID));
        series.addItem(Tag.ReferencedSOPSequence)
                .set(Tag.ReferencedSOPClassUID, image.string(Tag.SOPClassUID))
                .set(Tag.ReferencedSOPInstanceUID, image.string(Tag.SOPInstanceUID));
        return ko;
    }

    private static DataSet document(DataSet to, String code, String scheme, String title) {
        to.set(Tag.ContentDate, "20260301").set(Tag.ContentTime, "113000").set(Tag.ValueType, "CONTAINER");
        name(to, code, scheme, title);
        return to;
    }

    private static void text(DataSet item, String code, String meaning, String text) {
        name(item.set(Tag.ValueType, "TEXT").set(Tag.TextValue, text), code, "DCM", meaning);
    }

    private static void name(DataSet item, String code, String scheme, String meaning) {
        item.addItem(Tag.ConceptNameCodeSequence)
                .set(Tag.CodeValue, code)
                .set(Tag.CodingSchemeDesignator, scheme)
                .set(Tag.CodeMeaning, meaning);
    }

    /** Twelve leads of ten seconds, a slow sine in each. */
    static DataSet ecg(String studyUid, String seriesUid, String sopUid, String patientId) {
        String[] names = {"I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"};
        int samples = 2_500;
        ByteBuffer data = ByteBuffer.allocate(2 * samples * names.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            for (int c = 0; c < names.length; c++) {
                data.putShort((short) (800 * Math.sin(i * Math.PI * 2 / 250 + c)));
            }
        }
        DataSet ecg = patient(studyUid, seriesUid, sopUid, UID.TwelveLeadECGWaveformStorage, "ECG", 1, patientId);
        DataSet wave = ecg.addItem(Tag.WaveformSequence);
        wave.set(Tag.NumberOfWaveformChannels, names.length).setLongs(Tag.NumberOfWaveformSamples, VR.UL, samples);
        wave.set(Tag.SamplingFrequency, 250.0);
        for (String name : names) {
            DataSet channel = wave.addItem(Tag.ChannelDefinitionSequence);
            channel.addItem(Tag.ChannelSourceSequence)
                    .set(Tag.CodeValue, name)
                    .set(Tag.CodingSchemeDesignator, "99T")
                    .set(Tag.CodeMeaning, "Lead " + name);
            channel.set(Tag.ChannelSensitivity, 1.0);
            channel.addItem(Tag.ChannelSensitivityUnitsSequence).set(Tag.CodeValue, "uV");
        }
        wave.set(Tag.WaveformBitsAllocated, 16).set(Tag.WaveformSampleInterpretation, "SS");
        wave.setBytes(Tag.WaveformData, VR.OW, data.array());
        return ecg;
    }

    /** The same image in RLE: replicate runs only where two bytes are alike, else literals. */
    static DataSet rle(DataSet image) {
        byte[] pixels = image.bytes(Tag.PixelData);
        ByteArrayOutputStream high = new ByteArrayOutputStream();
        ByteArrayOutputStream low = new ByteArrayOutputStream();
        for (int i = 0; i < pixels.length; i += 2) {
            literal(low, pixels[i]);
            literal(high, pixels[i + 1]);
        }
        byte[] first = high.toByteArray();
        byte[] second = low.toByteArray();
        ByteBuffer frame =
                ByteBuffer.allocate(64 + first.length + second.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(2).putInt(64).putInt(64 + first.length).position(64);
        frame.put(first).put(second);
        return DicomWriter.encapsulate(image, List.of(frame.array()));
    }

    private static void literal(ByteArrayOutputStream out, byte value) {
        out.write(0);
        out.write(value);
    }

    static Sent sent(DataSet dataSet, String syntax) {
        try {
            return new Sent(
                    dataSet.string(Tag.SOPClassUID),
                    dataSet.string(Tag.SOPInstanceUID),
                    syntax,
                    DicomWriter.toBytes(dataSet, TransferSyntax.of(syntax)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(Path folder, DataSet dataSet, String syntax) {
        try {
            Path file = folder.resolve(dataSet.string(Tag.SOPInstanceUID) + ".dcm");
            DicomFile.of(dataSet, TransferSyntax.of(syntax)).write(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSet patient(
            String studyUid,
            String seriesUid,
            String sopUid,
            String sopClass,
            String modality,
            int number,
            String patientId) {
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPClassUID, sopClass)
                .set(Tag.SOPInstanceUID, sopUid)
                .set(Tag.StudyDate, "20260301")
                .set(Tag.StudyTime, "101530")
                .set(Tag.AccessionNumber, "A" + patientId)
                .set(Tag.Modality, modality)
                .set(Tag.StudyDescription, "胸部平扫")
                .set(Tag.PatientName, PersonName.of("Wang", "Xiuying", "王", "秀英"))
                .set(Tag.PatientID, patientId)
                .set(Tag.PatientBirthDate, "19610203")
                .set(Tag.PatientSex, "F")
                .set(Tag.StudyInstanceUID, studyUid)
                .set(Tag.SeriesInstanceUID, seriesUid)
                .set(Tag.StudyID, "1")
                .set(Tag.SeriesNumber, "1")
                .set(Tag.InstanceNumber, String.valueOf(number));
    }

    private static DataSet image(DataSet to, int rows, int columns, int samples, int bits, String photometric) {
        return to.set(Tag.SamplesPerPixel, samples)
                .set(Tag.PhotometricInterpretation, photometric)
                .set(Tag.Rows, rows)
                .set(Tag.Columns, columns)
                .set(Tag.BitsAllocated, bits)
                .set(Tag.BitsStored, bits)
                .set(Tag.HighBit, bits - 1)
                .set(Tag.PixelRepresentation, 0);
    }
}
