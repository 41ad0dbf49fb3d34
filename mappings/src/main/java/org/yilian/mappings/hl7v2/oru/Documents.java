package org.yilian.mappings.hl7v2.oru;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

/** OBX of type ED and RP (HL7 v2.8 sections 2A.3.27 and 2A.3.65): a document or a pointer to one is a form of the report. */
final class Documents {
    private Documents() {}

    static boolean isDocument(Segment obx) {
        String type = obx.get(2);
        return ("ED".equals(type) || "RP".equals(type)) && obx.has(5) && !obx.isNull(5);
    }

    static void attach(MessageContext context, Segment obx, DiagnosticReport report) {
        obx.skip(1, 2, 11);
        Field name = obx.field(3);
        String code = name.get(1);
        String title = name.get(2) == null ? code : name.get(2);
        for (Field field : obx.repetitions(5)) {
            Attachment form = "RP".equals(obx.get(2)) ? pointer(field) : data(field);
            if (form == null) {
                context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field);
                continue;
            }
            form.setTitle(title);
            report.addPresentedForm(form);
        }
    }

    private static Attachment data(Field field) {
        String encoding = field.get(4);
        String text = field.get(5);
        if (text == null) {
            return null;
        }
        byte[] bytes = bytes(encoding == null ? "" : encoding.toUpperCase(Locale.ROOT), text);
        field.get(1);
        return bytes == null
                ? null
                : new Attachment().setData(bytes).setContentType(contentType(field.get(2), field.get(3)));
    }

    /** HL7 table 0299; null when the data is not what the encoding promises. */
    private static byte[] bytes(String encoding, String text) {
        try {
            return switch (encoding) {
                case "BASE64" -> Base64.getMimeDecoder().decode(text);
                case "HEX" -> HexFormat.of().parseHex(text.replaceAll("\\s", ""));
                case "A", "" -> text.getBytes(StandardCharsets.UTF_8);
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Attachment pointer(Field field) {
        String address = field.get(1);
        field.get(2);
        if (address == null) {
            return null;
        }
        try {
            URI uri = new URI(address);
            return uri.isAbsolute()
                    ? new Attachment().setUrl(address).setContentType(contentType(field.get(3), field.get(4)))
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** HL7 tables 0191 and 0291 to a media type; senders also write the media type's own words. */
    static String contentType(String type, String subtype) {
        String sub = subtype == null ? "" : subtype.toLowerCase(Locale.ROOT);
        if (sub.contains("/")) {
            return sub;
        }
        String main = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (main.contains("/")) {
            return main;
        }
        String known =
                switch (sub) {
                    case "pdf", "rtf", "postscript", "dicom", "msword", "json", "octet-stream" -> "application";
                    case "jpeg", "jpg", "gif", "png", "tiff" -> "image";
                    case "html", "sgml", "plain", "richtext" -> "text";
                    case "xml", "x-hl7-cda-level-one" -> "application".equals(main) ? "application" : "text";
                    default ->
                        switch (main) {
                            case "ap", "application", "" -> "application";
                            case "im", "image" -> "image";
                            case "tx", "ft", "text" -> "text";
                            case "au", "audio" -> "audio";
                            case "multipart" -> "multipart";
                            default -> "application";
                        };
                };
        String media =
                sub.isEmpty() ? known.equals("text") ? "plain" : "octet-stream" : sub.equals("jpg") ? "jpeg" : sub;
        return known + "/" + media;
    }
}
