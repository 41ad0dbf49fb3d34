package org.yilian.sample.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.yilian.dicom.Tag;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Regions;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

class AnnotatedEcgTest {
    private final RegionPlan plan = Regions.STANDARD.plan();

    @Test
    void saysWhatTheWaveformObjectOfTheExaminationSays() throws Exception {
        Map.Entry<ExamOrder, Visit> ecg = StudyMakerTest.someStudies().entrySet().stream()
                .filter(each -> each.getKey().exam().modality().equals("ECG"))
                .findFirst()
                .orElseThrow();
        byte[] document = AnnotatedEcg.of(plan, ecg.getValue(), ecg.getKey());
        assertThat(AnnotatedEcg.of(plan, ecg.getValue(), ecg.getKey())).isEqualTo(document);

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document read = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        NodeList digits = read.getElementsByTagNameNS("urn:hl7-org:v3", "digits");
        byte[] samples = new StudyMaker(plan)
                .make(ecg.getValue(), ecg.getKey())
                .get(0)
                .dataSet()
                .item(Tag.WaveformSequence)
                .bytes(Tag.WaveformData);
        ByteBuffer waveform = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(digits.getLength()).isEqualTo(EcgTracing.LEADS);
        for (int lead = 0; lead < EcgTracing.LEADS; lead++) {
            String[] values = digits.item(lead).getTextContent().split(" ");
            assertThat(values).hasSize(EcgTracing.SAMPLES);
            for (int i = 0; i < values.length; i++) {
                int microvolts = waveform.getShort(2 * (i * EcgTracing.LEADS + lead));
                assertThat(Math.abs(Integer.parseInt(values[i]) * AnnotatedEcg.SCALE - microvolts))
                        .isLessThanOrEqualTo(AnnotatedEcg.SCALE / 2 + 1);
            }
        }
    }
}
