package org.yilian.mappings.hl7v2.document;

import java.util.Locale;

/** What kind of content it is, by HL7 tables 0191 and 0291, and by the content itself where they do not say. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";

    private MediaTypes() {}

    /** Senders also write the media type's own words; both can be null. */
    static String of(String type, String subtype) {
        String sub = lower(subtype);
        String main = lower(type);
        if (sub.contains("/") || main.contains("/")) {
            return sub.contains("/") ? sub : main;
        }
        String known = family(main, sub);
        String media =
                sub.isEmpty() ? known.equals("text") ? "plain" : "octet-stream" : sub.equals("jpg") ? "jpeg" : sub;
        return known + "/" + media;
    }

    private static String family(String main, String sub) {
        return switch (sub) {
            case "pdf", "rtf", "postscript", "dicom", "msword", "json", "octet-stream" -> "application";
            case "jpeg", "jpg", "gif", "png", "tiff" -> "image";
            case "html", "sgml", "plain", "richtext" -> "text";
            case "xml", "x-hl7-cda-level-one" -> main.equals("application") ? "application" : "text";
            default ->
                switch (main) {
                    case "im", "image" -> "image";
                    case "tx", "ft", "text" -> "text";
                    case "au", "audio" -> "audio";
                    case "multipart" -> "multipart";
                    default -> "application";
                };
        };
    }

    /** What the content says it is: some senders declare every document as octet-stream. */
    static String certain(String declared, byte[] content) {
        if (!declared.equals(UNKNOWN)) {
            return declared;
        }
        if (begins(content, '%', 'P', 'D', 'F', '-')) {
            return "application/pdf";
        }
        if (begins(content, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        return begins(content, 0xFF, 0xD8, 0xFF) ? "image/jpeg" : declared;
    }

    private static boolean begins(byte[] content, int... signature) {
        if (content.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((content[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static String lower(String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
