package org.yilian.sample.image;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.yilian.sample.Dice;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

/**
 * The ECG of an examination as an HL7 v3 Annotated ECG, as electrocardiographs write it that know no DICOM: the samples that
 * {@link StudyMaker} gives as a waveform object, in digits of 5 microvolts.
 */
public final class AnnotatedEcg {
    /** Microvolts of a digit. */
    public static final int SCALE = 5;

    private static final String[] LEADS = {"I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ");
    private static final String MDC = "codeSystem=\"2.16.840.1.113883.6.24\"";

    private AnnotatedEcg() {}

    /** UTF-8. Equal seeds give equal documents. */
    public static byte[] of(RegionPlan plan, Visit visit, ExamOrder exam) {
        Dice dice = new Dice(plan.seed()).fork("study/" + exam.studyInstanceUid());
        EcgTracing tracing = new EcgTracing(dice.fork("tracing"), exam.findings());
        ZonedDateTime start = exam.at().atZone(RegionPlan.ZONE);
        ZonedDateTime end = start.plusSeconds(EcgTracing.SAMPLES / EcgTracing.RATE);
        String document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Observation">
                  <id root="%s"/>
                  <code code="93000" codeSystem="2.16.840.1.113883.6.12"/>
                  <effectiveTime><low value="%s"/><high value="%s"/></effectiveTime>
                  <componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
                    <id root="%s" extension="%s"/>
                    <subjectDemographicPerson>
                      <name>%s</name>
                      <administrativeGenderCode code="%s" codeSystem="2.16.840.1.113883.5.1"/>
                      <birthTime value="%s"/>
                    </subjectDemographicPerson>
                  </trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>
                  <component><series>
                    <id root="%s"/>
                    <code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/>
                    <effectiveTime><low value="%s"/><high value="%s"/></effectiveTime>
                    <author><seriesAuthor>
                      <manufacturedSeriesDevice>
                        <manufacturerModelName>Phantom ECG</manufacturerModelName>
                      </manufacturedSeriesDevice>
                      <manufacturerOrganization><name>Yilian sample devices</name></manufacturerOrganization>
                    </seriesAuthor></author>
                    <component><sequenceSet>
                      <component><sequence>
                        <code code="TIME_ABSOLUTE" codeSystem="2.16.840.1.113883.5.4"/>
                        <value xsi:type="GLIST_TS"><head value="%s"/><increment value="%s" unit="s"/></value>
                      </sequence></component>
                %s    </sequenceSet></component>
                    <subjectOf><annotationSet>
                      <component><annotation>
                        <code code="MDC_ECG_HEART_RATE" %s/>
                        <value xsi:type="PQ" value="%d" unit="bpm"/>
                      </annotation></component>
                      <component><annotation>
                        <code code="MDC_ECG_INTERPRETATION" %s/>
                        <component><annotation>
                          <code code="MDC_ECG_INTERPRETATION_STATEMENT" %s/>
                          <value xsi:type="ST">%s</value>
                        </annotation></component>
                      </annotation></component>
                    </annotationSet></subjectOf>
                  </series></component>
                </AnnotatedECG>
                """.formatted(
                        Uids.of(exam.studyInstanceUid(), "aecg"),
                        TIME.format(start),
                        TIME.format(end),
                        Uids.of(exam.studyInstanceUid(), "subjects"),
                        text(visit.patientNumber()),
                        text(visit.registration().name().family()
                                + visit.registration().name().given()),
                        visit.registration().person().sex().letter(),
                        visit.registration().birthDate().format(DateTimeFormatter.BASIC_ISO_DATE),
                        Uids.of(exam.studyInstanceUid(), "aecg/series"),
                        TIME.format(start),
                        TIME.format(end),
                        TIME.format(start),
                        1.0 / EcgTracing.RATE,
                        leads(tracing.samples()),
                        MDC,
                        tracing.heartRate(),
                        MDC,
                        MDC,
                        text(exam.findings()));
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static String leads(short[] samples) {
        StringBuilder all = new StringBuilder();
        for (int lead = 0; lead < EcgTracing.LEADS; lead++) {
            all.append("      <component><sequence><code code=\"MDC_ECG_LEAD_")
                    .append(LEADS[lead])
                    .append("\" ")
                    .append(MDC)
                    .append("/>\n        <value xsi:type=\"SLIST_PQ\"><origin value=\"0\" unit=\"uV\"/><scale value=\"")
                    .append(SCALE)
                    .append("\" unit=\"uV\"/>\n        <digits>");
            for (int i = 0; i < EcgTracing.SAMPLES; i++) {
                all.append(i == 0 ? "" : " ").append(Math.round((float) samples[i * EcgTracing.LEADS + lead] / SCALE));
            }
            all.append("</digits></value></sequence></component>\n");
        }
        return all.toString();
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
