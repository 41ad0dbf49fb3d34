package org.yilian.hub.imaging.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Retrieve Capabilities, PS3.18 8.9: {@code OPTIONS} of the service root, open to everybody. */
@RestController
class CapabilitiesController {
    static final List<String> TYPES = List.of("application/vnd.sun.wadl+xml", "application/json");
    private static final String WADL = "http://wadl.dev.java.net/2009/02";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DicomWeb web;

    CapabilitiesController(DicomWeb web) {
        this.web = web;
    }

    @RequestMapping(
            path = {DicomWeb.PATH, DicomWeb.PATH + "/"},
            method = RequestMethod.OPTIONS)
    void capabilities(HttpServletRequest request, HttpServletResponse response) throws IOException, XMLStreamException {
        String type = DicomWeb.accepts(request).best(TYPES);
        if (type == null) {
            throw Refusal.notAcceptable("Capabilities are told in application/vnd.sun.wadl+xml or application/json");
        }
        Map<String, Object> told = Capabilities.of(web.base());
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setHeader("Vary", "Accept");
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (type.equals(TYPES.get(0))) {
            write(told, response.getOutputStream());
        } else {
            MAPPER.writeValue(response.getOutputStream(), told);
        }
    }

    private static void write(Map<String, Object> told, OutputStream out) throws XMLStreamException {
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
        xml.setDefaultNamespace(WADL);
        xml.writeStartDocument("UTF-8", "1.0");
        for (Map.Entry<String, Object> top : told.entrySet()) {
            xml.writeStartElement(WADL, top.getKey());
            xml.writeDefaultNamespace(WADL);
            content((Map<?, ?>) top.getValue(), xml);
            xml.writeEndElement();
        }
        xml.writeEndDocument();
        xml.close();
    }

    private static void content(Map<?, ?> element, XMLStreamWriter xml) throws XMLStreamException {
        for (Map.Entry<?, ?> each : element.entrySet()) {
            if (each.getValue() instanceof String text) {
                xml.writeAttribute((String) each.getKey(), text);
            }
        }
        for (Map.Entry<?, ?> each : element.entrySet()) {
            if (each.getValue() instanceof Map<?, ?> one) {
                element((String) each.getKey(), one, xml);
            } else if (each.getValue() instanceof List<?> several) {
                for (Object one : several) {
                    element((String) each.getKey(), (Map<?, ?>) one, xml);
                }
            }
        }
    }

    private static void element(String name, Map<?, ?> content, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(WADL, name);
        content(content, xml);
        xml.writeEndElement();
    }
}
