package org.yilian.mappings.hl7v2.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * ED and RP (HL7 v2.8 sections 2A.3.27 and 2A.3.65) to Attachment, after the guide's maps ED[Attachment] and
 * RP[Attachment]. Data becomes a Binary to which the Attachment refers, so that it is stored once however many resources
 * show it (ADR 0056).
 */
public final class Contents {
    private final MessageContext context;
    private final String patientId;
    private final Instant asOf;

    public Contents(MessageContext context, String patientId, Instant asOf) {
        this.context = context;
        this.patientId = patientId;
        this.asOf = asOf;
    }

    public static boolean isData(String type) {
        return "ED".equals(type) || "RP".equals(type);
    }

    /**
     * The content of one repetition; null, remarked, when it is not what it says it is.
     *
     * @param key what the content is known by in this facility
     */
    public Attachment read(String type, Field field, String key) {
        return read(type, field, key, null);
    }

    /** @param presentation what kind of content it is where the field itself does not say (TXA-3); can be null */
    Attachment read(String type, Field field, String key, String presentation) {
        Attachment attachment = "RP".equals(type) ? pointer(field) : data(field, key, presentation);
        if (attachment == null) {
            context.remark(RemarkCode.CONTENT_NOT_UNDERSTOOD, field);
        }
        return attachment;
    }

    /** A text as a content of its own. */
    static Attachment text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Attachment()
                .setContentType("text/plain;charset=utf-8")
                .setData(bytes)
                .setSize(bytes.length);
    }

    private Attachment data(Field field, String key, String presentation) {
        String text = field.get(5);
        byte[] bytes = text == null ? null : Encodings.decode(field.get(4), text);
        if (bytes == null) {
            return null;
        }
        field.get(1); // the application that made it
        String kind = field.get(2) == null && field.get(3) == null ? presentation : field.get(2);
        String contentType = MediaTypes.certain(MediaTypes.of(kind, field.get(3)), bytes);
        String system = Uris.id(context.profile().facility(), "content");
        Binary binary = context.own(new Binary(), context.id("Binary", system, key));
        binary.setContentType(contentType);
        binary.setSecurityContext(MessageContext.reference("Patient", patientId));
        binary.setData(bytes);
        context.write(ResourceWrite.replace(binary, asOf));
        return new Attachment()
                .setContentType(contentType)
                .setUrl("Binary/" + binary.getIdElement().getIdPart())
                .setSize(bytes.length);
    }

    private static Attachment pointer(Field field) {
        String address = field.get(1);
        field.get(2); // the application that keeps it
        if (address == null) {
            return null;
        }
        try {
            boolean absolute = new URI(address).isAbsolute();
            return absolute
                    ? new Attachment().setUrl(address).setContentType(MediaTypes.of(field.get(3), field.get(4)))
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
