package org.yilian.mappings.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;

class EcgWaveformTest {
    private static final String LEADS = "I II III AVR AVL AVF V1 V2 V3 V4 V5 V6";

    @Test
    void keepsEverySampleWithWhatADigitIsWorth() throws Exception {
        DataSet ecg = read(document(LEADS, 0.002, 1000));

        DataSet group = ecg.item(Tag.WaveformSequence);
        assertThat(ecg.string(Tag.SOPClassUID)).isEqualTo(UID.TwelveLeadECGWaveformStorage);
        assertThat(group.doubleValue(Tag.SamplingFrequency, 0)).isEqualTo(500);
        assertThat(group.intValue(Tag.NumberOfWaveformChannels, 0)).isEqualTo(12);
        assertThat(group.intValue(Tag.NumberOfWaveformSamples, 0)).isEqualTo(1000);
        ByteBuffer samples = ByteBuffer.wrap(group.bytes(Tag.WaveformData)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1000; i++) {
            for (int lead = 0; lead < 12; lead++) {
                assertThat(samples.getShort()).isEqualTo((short) sample(lead, i));
            }
        }
        DataSet channel = group.items(Tag.ChannelDefinitionSequence).get(3);
        assertThat(channel.string(Tag.ChannelLabel)).isEqualTo("Lead aVR");
        assertThat(channel.item(Tag.ChannelSourceSequence).string(Tag.CodeValue))
                .isEqualTo("2:62");
        assertThat(channel.doubleValue(Tag.ChannelSensitivity, 0)).isEqualTo(4.88);
        assertThat(channel.doubleValue(Tag.ChannelBaseline, 1)).isEqualTo(0);
    }

    @Test
    void knowsPatientTimeDeviceAndWhatWasMeasured() throws Exception {
        DataSet ecg = read(document(LEADS, 0.002, 10));

        assertThat(ecg.string(Tag.PatientID)).isEqualTo("M1");
        assertThat(ecg.personName(Tag.PatientName).ideographic().family()).isEqualTo("王秀英");
        assertThat(ecg.string(Tag.PatientSex)).isEqualTo("F");
        assertThat(ecg.string(Tag.PatientBirthDate)).isEqualTo("19610203");
        assertThat(ecg.string(Tag.StudyDate) + ecg.string(Tag.StudyTime)).isEqualTo("20260301101530.250");
        assertThat(ecg.string(Tag.AcquisitionDateTime)).isEqualTo("20260301101530.250+0800");
        assertThat(ecg.string(Tag.Manufacturer)).isEqualTo("Sample & Sons");
        assertThat(ecg.items(Tag.WaveformAnnotationSequence).stream()
                        .map(each -> each.contains(Tag.NumericValue)
                                ? each.item(Tag.ConceptNameCodeSequence).string(Tag.CodeMeaning) + " "
                                        + each.string(Tag.NumericValue) + " "
                                        + each.item(Tag.MeasurementUnitsCodeSequence)
                                                .string(Tag.CodeValue)
                                : each.string(0x00700006)))
                .containsExactly("Heart rate 72 {H.B.}/min", "Q-T interval 390 ms", "窦性心律");
    }

    @Test
    void isTheSameObjectForTheSameDocumentAndAnotherOneOfItsStudyForAnother() throws Exception {
        byte[] document = document(LEADS, 0.002, 10);
        byte[] corrected = new String(document, StandardCharsets.UTF_8)
                .replace("窦性", "正常窦性")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(read(document)).isEqualTo(read(document));
        assertThat(read(corrected).string(Tag.StudyInstanceUID))
                .isEqualTo(read(document).string(Tag.StudyInstanceUID));
        assertThat(read(corrected).string(Tag.SOPInstanceUID))
                .isNotEqualTo(read(document).string(Tag.SOPInstanceUID));
        assertThat(new String(read(document).bytes(EcgWaveform.ORIGINAL), StandardCharsets.UTF_8))
                .startsWith(new String(document, StandardCharsets.UTF_8));
    }

    @Test
    void takesOtherLeadsAndLongRecordingsAsGeneralEcg() throws Exception {
        assertThat(read(document("I II V7", 0.002, 10)).string(Tag.SOPClassUID))
                .isEqualTo(UID.GeneralECGWaveformStorage);
        assertThat(read(document("I II", 0.002, 17_000)).string(Tag.SOPClassUID))
                .isEqualTo(UID.GeneralECGWaveformStorage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<digits>-100 | <digits>40000 | 16 bits",
                "<digits>-100 | <digits>x | 16 bits",
                "unit=\"mV\" | unit=\"mmHg\" | volts or seconds",
                "<increment value=\"0.0020\" | <increment value=\"0\" | time between",
                "<increment value=\"0.0020\" | <increment value=\"0.1\" | fewer than 200",
                "extension=\"M1\" | extension=\"\" | no number",
                "20260301101530.250+0800 | 2026 | to the second",
                "AnnotatedECG | ClinicalDocument | no AnnotatedECG",
                "urn:hl7-org:v3 | urn:other | no AnnotatedECG",
                "MDC_ECG_LEAD_ | MDC_PRESS_ | no leads"
            })
    void refusesWhatIsNoEcgAndSaysWhy(String from, String to, String why) {
        String text = new String(document(LEADS, 0.002, 10), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        assertThatThrownBy(() -> read(text.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEcg.class)
                .hasMessageContaining(why);
    }

    private static DataSet read(byte[] document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(document))
                .getDocumentElement();
        return EcgWaveform.of("H001", root, document);
    }

    private static int sample(int lead, int i) {
        return (lead + 1) * (i % 200 - 100);
    }

    private static byte[] document(String leads, double increment, int samples) {
        StringBuilder sequences = new StringBuilder();
        int number = 0;
        for (String lead : leads.split(" ")) {
            int each = number++;
            sequences.append("""
                    <component><sequence><code code="MDC_ECG_LEAD_%s" codeSystem="2.16.840.1.113883.6.24"/>
                    <value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="0.00488" unit="mV"/>
                    <digits>%s</digits></value></sequence></component>
                    """.formatted(
                            lead,
                            IntStream.range(0, samples)
                                    .mapToObj(i -> String.valueOf(sample(each, i)))
                                    .collect(Collectors.joining(" "))));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <id root="61d1a24f-b47e-41aa-ae95-f8ac302f4eeb"/>
                <componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
                <id root="2.16.840.1.113883.3.1" extension="M1"/><subjectDemographicPerson><name>王秀英</name>
                <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19610203"/>
                </subjectDemographicPerson></trialSubject></subject></subjectAssignment></componentOf></timepointEvent>
                </componentOf>
                <component><series><code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/>
                <effectiveTime><low value="20260301101530.250+0800"/></effectiveTime>
                <author><seriesAuthor><manufacturedSeriesDevice><manufacturerModelName>E1</manufacturerModelName>
                </manufacturedSeriesDevice><manufacturerOrganization><name>Sample &amp; Sons</name>
                </manufacturerOrganization></seriesAuthor></author>
                <component><sequenceSet>
                <component><sequence><code code="TIME_ABSOLUTE" codeSystem="2.16.840.1.113883.5.4"/>
                <value xsi:type="GLIST_TS"><head value="20260301101530.250"/><increment value="%.4f" unit="s"/></value>
                </sequence></component>
                %s</sequenceSet></component>
                <subjectOf><annotationSet>
                <component><annotation><code code="MDC_ECG_HEART_RATE" codeSystem="2.16.840.1.113883.6.24"/>
                <value xsi:type="PQ" value="72" unit="bpm"/></annotation></component>
                <component><annotation><code code="MDC_ECG_TIME_PD_QT" codeSystem="2.16.840.1.113883.6.24"/>
                <value xsi:type="PQ" value="0.390" unit="s"/></annotation></component>
                <component><annotation><code code="MDC_ECG_INTERPRETATION" codeSystem="2.16.840.1.113883.6.24"/>
                <component><annotation><code code="MDC_ECG_INTERPRETATION_STATEMENT"/><value>窦性心律</value></annotation>
                </component></annotation></component>
                </annotationSet></subjectOf></series></component></AnnotatedECG>
                """.formatted(increment, sequences).getBytes(StandardCharsets.UTF_8);
    }
}
