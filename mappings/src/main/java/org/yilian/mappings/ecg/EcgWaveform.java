package org.yilian.mappings.ecg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.mappings.ecg.Recording.Lead;

/**
 * An annotated ECG as a DICOM waveform object: 12-lead ECG where it fits its bounds (PS3.3 A.34.3), else General ECG (A.34.4).
 * Samples stay as they are, with what one digit is worth. The document itself is in there, byte for byte: {@link #ORIGINAL}.
 * The same document of the same facility gives the same object; another one of the same id is another instance of its study.
 */
public final class EcgWaveform {
    /** Where the object holds the document as it came: OB, reserved by (0099,0010) {@value #CREATOR}. */
    public static final int ORIGINAL = 0x00991001;

    private static final int RESERVED = 0x00990010;
    private static final String CREATOR = "YILIAN AECG";

    private static final int MOST_GROUPS = 4;
    private static final int MOST_CHANNELS = 24;
    private static final int TWELVE_LEAD_SAMPLES = 16_384;
    private static final BigDecimal SLOWEST = BigDecimal.valueOf(200);
    private static final BigDecimal FASTEST = BigDecimal.valueOf(1000);

    /** MDC codes, PS3.16 CID 3001. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("I", "2:1"),
            Map.entry("II", "2:2"),
            Map.entry("III", "2:61"),
            Map.entry("aVR", "2:62"),
            Map.entry("aVL", "2:63"),
            Map.entry("aVF", "2:64"),
            Map.entry("V1", "2:3"),
            Map.entry("V2", "2:4"),
            Map.entry("V3", "2:5"),
            Map.entry("V4", "2:6"),
            Map.entry("V5", "2:7"),
            Map.entry("V6", "2:8"));

    private EcgWaveform() {}

    /**
     * @param facility code of the facility that sends it
     * @param root the document, read with namespaces and without document type
     * @param document as it came
     * @throws UnreadableEcg with a fixed text
     */
    public static DataSet of(String facility, Element root, byte[] document) throws UnreadableEcg {
        AnnotatedEcg ecg = AnnotatedEcg.read(root);
        List<Recording> recordings =
                ecg.recordings().stream().limit(MOST_GROUPS).toList();
        if (recordings.stream().anyMatch(each -> each.leads().size() > MOST_CHANNELS)) {
            throw new UnreadableEcg("A recording has more than 24 leads");
        }
        if (recordings.stream().anyMatch(each -> !within(each.frequency()))) {
            throw new UnreadableEcg("A recording has fewer than 200 or more than 1000 samples a second");
        }
        DataSet object = identified(facility, ecg, document);
        object.set(
                Tag.SOPClassUID,
                recordings.stream().allMatch(EcgWaveform::isTwelveLead)
                        ? UID.TwelveLeadECGWaveformStorage
                        : UID.GeneralECGWaveformStorage);
        object.setItems(
                Tag.WaveformSequence,
                recordings.stream().map(EcgWaveform::group).toArray(DataSet[]::new));
        if (!ecg.annotations().isEmpty()) {
            object.setItems(
                    Tag.WaveformAnnotationSequence,
                    ecg.annotations().stream().map(Annotation::item).toArray(DataSet[]::new));
        }
        byte[] even = Arrays.copyOf(document, document.length + document.length % 2);
        if (even.length > document.length) {
            even[document.length] = '\n';
        }
        return object.set(RESERVED, VR.LO, CREATOR).setBytes(ORIGINAL, VR.OB, even);
    }

    private static boolean within(BigDecimal frequency) {
        return frequency.compareTo(SLOWEST) >= 0 && frequency.compareTo(FASTEST) <= 0;
    }

    private static boolean isTwelveLead(Recording recording) {
        return recording.samples() <= TWELVE_LEAD_SAMPLES
                && recording.leads().stream().map(Lead::name).allMatch(CODES::containsKey);
    }

    private static DataSet identified(String facility, AnnotatedEcg ecg, byte[] document) {
        String day = ecg.time().substring(0, 8);
        String time = ecg.time().substring(8).replaceAll("[-+].*", "");
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPInstanceUID, uid(facility, "instance", new String(document, StandardCharsets.ISO_8859_1)))
                .set(Tag.StudyInstanceUID, uid(facility, "study", ecg.id()))
                .set(Tag.SeriesInstanceUID, uid(facility, "series", ecg.id()))
                .set(Tag.PatientID, ecg.patientNumber())
                .set(Tag.PatientName, VR.PN, name(ecg.name()))
                .set(Tag.PatientSex, VR.CS, ecg.sex())
                .set(Tag.PatientBirthDate, VR.DA, ecg.birthDate())
                .set(Tag.StudyDate, VR.DA, day)
                .set(Tag.StudyTime, VR.TM, time)
                .set(Tag.ContentDate, VR.DA, day)
                .set(Tag.ContentTime, VR.TM, time)
                .set(Tag.AcquisitionDateTime, VR.DT, ecg.time())
                .setEmpty(Tag.StudyID)
                .setEmpty(Tag.AccessionNumber)
                .setEmpty(Tag.ReferringPhysicianName)
                .set(Tag.Modality, "ECG")
                .set(Tag.SeriesNumber, 1)
                .set(Tag.InstanceNumber, 1)
                .set(Tag.Manufacturer, VR.LO, cut(ecg.manufacturer()))
                .set(Tag.ManufacturerModelName, VR.LO, cut(ecg.model()))
                .set(tag("SynchronizationFrameOfReferenceUID"), uid(facility, "clock", ecg.id()))
                .set(tag("SynchronizationTrigger"), "NO TRIGGER")
                .set(tag("AcquisitionTimeSynchronized"), "N")
                .setEmpty(tag("AcquisitionContextSequence"));
    }

    /** Characters that are none of ASCII stand in the ideographic group, too. */
    private static String name(String written) {
        return written.chars().allMatch(c -> c < 0x80) ? written : written + "=" + written;
    }

    private static String cut(String text) {
        String plain = text.replace('\\', ' ');
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }

    private static DataSet group(Recording recording) {
        int channels = recording.leads().size();
        DataSet group = new DataSet()
                .set(Tag.WaveformOriginality, recording.median() ? "DERIVED" : "ORIGINAL")
                .set(Tag.NumberOfWaveformChannels, channels)
                .setLongs(Tag.NumberOfWaveformSamples, VR.UL, recording.samples())
                .set(Tag.SamplingFrequency, VR.DS, Decimals.of(recording.frequency()))
                .set(Tag.MultiplexGroupLabel, recording.median() ? "MEDIAN BEAT" : "RHYTHM")
                .set(Tag.WaveformBitsAllocated, 16)
                .set(Tag.WaveformSampleInterpretation, "SS");
        recording.leads().forEach(each -> group.addItem(Tag.ChannelDefinitionSequence, channel(each)));
        ByteBuffer samples =
                ByteBuffer.allocate(recording.samples() * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < recording.samples(); i++) {
            for (Lead lead : recording.leads()) {
                samples.putShort(lead.digits()[i]);
            }
        }
        return group.setBytes(Tag.WaveformData, VR.OW, samples.array());
    }

    private static DataSet channel(Lead lead) {
        String code = CODES.get(lead.name());
        String label = lead.name().length() <= 12 ? lead.name() : lead.name().substring(0, 12);
        DataSet source = code == null
                ? Annotation.code(label.toUpperCase(Locale.ROOT), "99YILIAN", "Lead " + label)
                : Annotation.code(code, "MDC", "Lead " + label);
        return new DataSet()
                .set(Tag.ChannelLabel, "Lead " + label)
                .setItems(Tag.ChannelSourceSequence, source)
                .set(Tag.ChannelSensitivity, VR.DS, Decimals.of(lead.microvolts()))
                .setItems(Tag.ChannelSensitivityUnitsSequence, Annotation.code("uV", "UCUM", "microvolt"))
                .set(Tag.ChannelSensitivityCorrectionFactor, 1)
                .set(Tag.ChannelBaseline, VR.DS, Decimals.of(lead.baseline()))
                .set(tag("ChannelSampleSkew"), 0)
                .set(Tag.WaveformBitsStored, 16);
    }

    private static int tag(String keyword) {
        return Dictionary.tagOf(keyword).orElseThrow();
    }

    private static String uid(String facility, String what, String of) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((facility + "\n" + what + "\n" + of).getBytes(StandardCharsets.ISO_8859_1));
            return "2.25." + new BigInteger(1, Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
