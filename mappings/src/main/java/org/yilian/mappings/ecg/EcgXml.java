package org.yilian.mappings.ecg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Elements of HL7 v3. */
final class EcgXml {
    private static final String V3 = "urn:hl7-org:v3";

    private EcgXml() {}

    static boolean is(Element element, String name) {
        return V3.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** Elements of this name, however deep. */
    static List<Element> all(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS(V3, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    static Optional<Element> first(Element in, String name) {
        return Optional.ofNullable((Element) in.getElementsByTagNameNS(V3, name).item(0));
    }

    /** A child, and a child of that, and so on. */
    static Optional<Element> child(Element in, String... path) {
        Optional<Element> at = Optional.of(in);
        for (String name : path) {
            at = at.flatMap(each -> child(each, name));
        }
        return at;
    }

    private static Optional<Element> child(Element in, String name) {
        for (Node node = in.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && is(element, name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Text without blanks around, empty where there is none. */
    static String text(Optional<Element> element) {
        return element.map(each -> each.getTextContent().strip().replaceAll("\\s+", " "))
                .orElse("");
    }
}
