package org.yilian.mappings.ecg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * HL7 v3 Annotated ECG (aECG, HL7 R1 of 2004; the namespace's own elements, whatever their order): who, when, by what device,
 * the recordings, and what is said about them.
 *
 * @param id of the document, root and extension
 * @param patientNumber of the trial subject, as the sender numbers it
 * @param name as it is written; family before given name where both are told apart
 * @param time of the first sample, {@code yyyyMMddHHmmss}, maybe with fraction and zone
 */
record AnnotatedEcg(
        String id,
        String patientNumber,
        String name,
        String sex,
        String birthDate,
        String time,
        String manufacturer,
        String model,
        List<Recording> recordings,
        List<Annotation> annotations) {
    private static final int MOST_ANNOTATIONS = 200;

    static AnnotatedEcg read(Element root) throws UnreadableEcg {
        if (!EcgXml.is(root, "AnnotatedECG")) {
            throw new UnreadableEcg("The document is no AnnotatedECG of urn:hl7-org:v3");
        }
        Element series =
                EcgXml.first(root, "series").orElseThrow(() -> new UnreadableEcg("The document has no series"));
        Element subject = EcgXml.first(root, "trialSubject")
                .orElseThrow(() -> new UnreadableEcg("The document names no subject"));
        Optional<Element> person = EcgXml.first(subject, "subjectDemographicPerson");
        String number = attribute(EcgXml.child(subject, "id"), "extension");
        if (number.isEmpty() || number.length() > 64) {
            throw new UnreadableEcg("The subject has no number");
        }
        return new AnnotatedEcg(
                EcgXml.child(root, "id")
                        .map(id -> id.getAttribute("root") + "|" + id.getAttribute("extension"))
                        .orElseThrow(() -> new UnreadableEcg("The document has no id")),
                number,
                person.flatMap(each -> EcgXml.child(each, "name"))
                        .map(AnnotatedEcg::name)
                        .orElse(""),
                sex(attribute(person.flatMap(each -> EcgXml.child(each, "administrativeGenderCode")), "code")),
                date(attribute(person.flatMap(each -> EcgXml.child(each, "birthTime")), "value")),
                time(root, series),
                EcgXml.text(
                        EcgXml.first(series, "manufacturerOrganization").flatMap(each -> EcgXml.child(each, "name"))),
                EcgXml.text(EcgXml.first(series, "manufacturerModelName")),
                recordings(root),
                annotations(root));
    }

    private static List<Recording> recordings(Element root) throws UnreadableEcg {
        List<Recording> found = new ArrayList<>();
        for (Element set : EcgXml.all(root, "sequenceSet")) {
            found.add(RecordingReader.read(set, isDerived(set)));
        }
        if (found.isEmpty()) {
            throw new UnreadableEcg("The document has no recording");
        }
        return found;
    }

    private static boolean isDerived(Element set) {
        return set.getParentNode().getParentNode() instanceof Element series && EcgXml.is(series, "derivedSeries");
    }

    private static List<Annotation> annotations(Element root) {
        List<Annotation> found = new ArrayList<>();
        for (Element each : EcgXml.all(root, "annotation")) {
            String code = attribute(EcgXml.child(each, "code"), "code").toUpperCase(Locale.ROOT);
            Optional<Element> value = EcgXml.child(each, "value");
            String text = EcgXml.text(value);
            if (code.startsWith("MDC_ECG_INTERPRETATION") && !text.isEmpty()) {
                found.add(Annotation.said(text.length() <= 1_000 ? text : text.substring(0, 1_000)));
            } else {
                Decimals.read(attribute(value, "value"))
                        .flatMap(number -> Annotation.measured(code, number, attribute(value, "unit")))
                        .ifPresent(found::add);
            }
        }
        return found.size() <= MOST_ANNOTATIONS ? found : found.subList(0, MOST_ANNOTATIONS);
    }

    /** {@code family^given}; a name in one piece stays so. What DICOM takes for a delimiter becomes a blank. */
    private static String name(Element name) {
        String family = EcgXml.text(EcgXml.child(name, "family"));
        String given = EcgXml.text(EcgXml.child(name, "given"));
        String whole = family.isEmpty() ? plain(EcgXml.text(Optional.of(name))) : plain(family) + "^" + plain(given);
        return whole.length() <= 64 ? whole : whole.substring(0, 64);
    }

    private static String plain(String part) {
        return part.replaceAll("[\\\\^=\\p{Cntrl}]", " ").strip();
    }

    private static String sex(String code) {
        return code.equals("UN") ? "O" : code.matches("[MF]") ? code : "";
    }

    private static String date(String value) {
        return value.matches("\\d{8}.*") ? value.substring(0, 8) : "";
    }

    private static String time(Element root, Element series) throws UnreadableEcg {
        for (Element each : List.of(series, root)) {
            Optional<Element> effective = EcgXml.child(each, "effectiveTime");
            for (Optional<Element> end : List.of(effective.flatMap(time -> EcgXml.child(time, "low")), effective)) {
                String value = attribute(end, "value");
                if (value.matches("\\d{14}(\\.\\d{1,6})?([-+]\\d{4})?")) {
                    return value;
                }
            }
        }
        throw new UnreadableEcg("The document does not say when it was recorded, to the second");
    }

    private static String attribute(Optional<Element> element, String name) {
        return element.map(each -> each.getAttribute(name)).orElse("");
    }
}
