package org.yilian.hub.imaging.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.query.Level;
import org.yilian.hub.imaging.query.Query;

/**
 * A study as Weasis wants it told (its manifest 2.5, {@code http://www.weasis.org/xsd/2.5}): a tree down to the instances, which
 * it then fetches one by one by WADO-URI.
 */
@Component
class WeasisManifest {
    private static final String NAMESPACE = "http://www.weasis.org/xsd/2.5";
    private static final List<Integer> PATIENT =
            List.of(Tag.PatientID, Tag.IssuerOfPatientID, Tag.PatientName, Tag.PatientBirthDate, Tag.PatientSex);
    private static final List<Integer> STUDY = List.of(
            Tag.StudyInstanceUID, Tag.StudyDate, Tag.StudyTime, Tag.StudyDescription, Tag.AccessionNumber, Tag.StudyID);
    private static final List<Integer> SERIES =
            List.of(Tag.SeriesInstanceUID, Tag.SeriesNumber, Tag.SeriesDescription, Tag.Modality);

    private final ImageSearch search;

    WeasisManifest(ImageSearch search) {
        this.search = search;
    }

    /**
     * @param base URL of the DICOMweb root
     * @param instances all of the study that are to be shown, by series
     * @param key goes with every request
     */
    byte[] of(String base, List<InstanceRow> instances, String key) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("manifest");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("arcQuery");
            xml.writeAttribute("arcId", "yilian");
            xml.writeAttribute("baseUrl", base);
            xml.writeAttribute("requireOnlySOPInstanceUID", "false");
            xml.writeEmptyElement("httpTag");
            xml.writeAttribute("key", WeasisVisits.HEADER);
            xml.writeAttribute("value", key);
            study(base, instances, xml);
            xml.writeEndDocument();
            xml.close();
            return out.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void study(String base, List<InstanceRow> instances, XMLStreamWriter xml) throws XMLStreamException {
        String study = instances.get(0).studyUid();
        Map<String, JsonNode> about = find(Level.STUDY, study, base).get(0).attributes();
        start("Patient", PATIENT, about, xml);
        start("Study", STUDY, about, xml);
        for (ImageSearch.Answer series : find(Level.SERIES, study, base)) {
            String uid = value(series.attributes().get(hex(Tag.SeriesInstanceUID)));
            start("Series", SERIES, series.attributes(), xml);
            for (InstanceRow each : instances) {
                if (each.seriesUid().equals(uid)) {
                    xml.writeEmptyElement("Instance");
                    xml.writeAttribute("SOPInstanceUID", each.sopUid());
                    xml.writeAttribute("InstanceNumber", each.number() == null ? "" : String.valueOf(each.number()));
                }
            }
            xml.writeEndElement();
        }
    }

    private List<ImageSearch.Answer> find(Level level, String study, String base) {
        Set<Integer> fields = Set.copyOf(level == Level.STUDY ? both(PATIENT, STUDY) : SERIES);
        return search.find(
                new Query(level, List.of(Query.study(study)), Set.of(), fields, false, null, Query.MAX_LIMIT, 0), base);
    }

    private static List<Integer> both(List<Integer> one, List<Integer> other) {
        List<Integer> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Attributes by their keywords; those without a value are left out. */
    private static void start(String element, List<Integer> tags, Map<String, JsonNode> about, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement(element);
        for (int tag : tags) {
            String value = value(about.get(hex(tag)));
            if (!value.isEmpty()) {
                xml.writeAttribute(Dictionary.keywordOf(tag), value);
            }
        }
    }

    private static String hex(int tag) {
        return "%08X".formatted(tag);
    }

    /** Groups of a name as DICOM joins them. */
    private static String value(JsonNode attribute) {
        JsonNode first = attribute == null ? null : attribute.at("/Value/0");
        if (first == null || first.isMissingNode() || first.isNull()) {
            return "";
        }
        if (!first.isObject()) {
            return first.asText();
        }
        return Stream.of("Alphabetic", "Ideographic", "Phonetic")
                .map(group -> first.path(group).asText(""))
                .collect(Collectors.joining("="))
                .replaceAll("=+$", "");
    }
}
