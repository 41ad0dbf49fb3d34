package org.yilian.sample.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.sample.Dice;
import org.yilian.sample.history.ExamOrder;

/** A 12-lead ECG waveform object (PS3.3 A.34.3) of ten seconds, with the measured heart rate. */
final class EcgStudy {
    /** MDC codes of the leads, PS3.16 CID 3001. */
    private static final String[][] LEADS = {
        {"2:1", "Lead I"},
        {"2:2", "Lead II"},
        {"2:61", "Lead III"},
        {"2:62", "aVR, augmented voltage, right"},
        {"2:63", "aVL, augmented voltage, left"},
        {"2:64", "aVF, augmented voltage, foot"},
        {"2:3", "Lead V1"},
        {"2:4", "Lead V2"},
        {"2:5", "Lead V3"},
        {"2:6", "Lead V4"},
        {"2:7", "Lead V5"},
        {"2:8", "Lead V6"}
    };

    private EcgStudy() {}

    static List<SampleInstance> make(Acquisition acquisition, ExamOrder exam, Dice dice, TransferSyntax syntax) {
        EcgTracing tracing = new EcgTracing(dice.fork("tracing"), exam.findings());
        DataSet dataSet = acquisition.instance(UID.TwelveLeadECGWaveformStorage, "ecg", 1, "静息心电图", 1, 0);
        dataSet.set(Tag.AcquisitionDateTime, acquisition.start().toOffsetDateTime())
                .set(MoreTags.SynchronizationFrameOfReferenceUID, Uids.of(exam.studyInstanceUid(), "clock"))
                .set(MoreTags.SynchronizationTrigger, "NO TRIGGER")
                .set(MoreTags.AcquisitionTimeSynchronized, "N")
                .setEmpty(MoreTags.AcquisitionContextSequence)
                .setItems(Tag.WaveformSequence, group(tracing))
                .setItems(Tag.WaveformAnnotationSequence, heartRate(tracing.heartRate()));
        return List.of(new SampleInstance(dataSet, syntax));
    }

    private static DataSet group(EcgTracing tracing) {
        DataSet group = new DataSet()
                .set(Tag.WaveformOriginality, "ORIGINAL")
                .set(Tag.NumberOfWaveformChannels, EcgTracing.LEADS)
                .setLongs(Tag.NumberOfWaveformSamples, VR.UL, EcgTracing.SAMPLES)
                .set(Tag.SamplingFrequency, EcgTracing.RATE)
                .set(Tag.MultiplexGroupLabel, "RHYTHM")
                .set(Tag.WaveformBitsAllocated, 16)
                .set(Tag.WaveformSampleInterpretation, "SS")
                .setBytes(Tag.WaveformPaddingValue, VR.OW, new byte[] {0, (byte) 0x80});
        for (String[] lead : LEADS) {
            group.addItem(
                    Tag.ChannelDefinitionSequence,
                    new DataSet()
                            .set(Tag.ChannelLabel, lead[1].replace(", augmented voltage", ""))
                            .setItems(Tag.ChannelSourceSequence, Codes.of(lead[0], "MDC", lead[1]))
                            .set(Tag.ChannelSensitivity, 1)
                            .setItems(Tag.ChannelSensitivityUnitsSequence, Codes.ucum("uV", "microvolt"))
                            .set(Tag.ChannelSensitivityCorrectionFactor, 1)
                            .set(Tag.ChannelBaseline, 0)
                            .set(MoreTags.ChannelSampleSkew, 0)
                            .set(Tag.WaveformBitsStored, 16)
                            .set(MoreTags.FilterLowFrequency, "0.05")
                            .set(MoreTags.FilterHighFrequency, "150"));
        }
        short[] samples = tracing.samples();
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return group.setBytes(Tag.WaveformData, VR.OW, bytes.array());
    }

    private static DataSet heartRate(int beats) {
        return new DataSet()
                .set(Tag.ReferencedWaveformChannels, 1, 0)
                .set(MoreTags.AnnotationGroupNumber, 0)
                .setItems(Tag.ConceptNameCodeSequence, Codes.of("8867-4", "LN", "Heart rate"))
                .setItems(Tag.MeasurementUnitsCodeSequence, Codes.ucum("{H.B.}/min", "heart beats per minute"))
                .set(Tag.NumericValue, beats);
    }
}
