package org.yilian.mappings.hl7v2.profile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * A field of a hospital's own segment (HL7 v2.8 section 2.5.2: Z segments) that is kept in the resource of one type which
 * the message has, as an extension or as an identifier.
 *
 * @param url of the extension, or system of the identifier
 */
public record ZField(String segment, int field, String resourceType, Target target, String url, As as) {
    private static final Pattern TARGET =
            Pattern.compile("([A-Z][A-Za-z]+)\\.(extension|identifier)\\[([a-z][a-z0-9+.-]*:[^\\s\\]]+)]");
    /** Resource types a message can have one of. */
    static final Set<String> TYPES = Set.of(
            "Patient",
            "Encounter",
            "Account",
            "Coverage",
            "ServiceRequest",
            "DiagnosticReport",
            "Specimen",
            "DocumentReference",
            "Appointment",
            "MedicationRequest",
            "Immunization");

    private static final Set<ResourceWrite.Mode> STATED = Set.of(ResourceWrite.Mode.MERGE, ResourceWrite.Mode.REPLACE);

    /** Where in the resource. */
    enum Target {
        EXTENSION,
        IDENTIFIER
    }

    /** How the field is read. */
    enum As {
        STRING,
        CONCEPT,
        DATE,
        DATETIME,
        DECIMAL,
        BOOLEAN
    }

    /** Null when the target is not one of the closed list. */
    static ZField parse(Place place, String target, As as) {
        Matcher form = TARGET.matcher(target);
        return form.matches() && TYPES.contains(form.group(1))
                ? new ZField(
                        place.segment(),
                        place.field(),
                        form.group(1),
                        Target.valueOf(form.group(2).toUpperCase(Locale.ROOT)),
                        form.group(3),
                        as)
                : null;
    }

    /** Puts the fields of a message into its resources; what finds no place stays unread and is remarked as such. */
    public static void apply(List<ZField> fields, MessageContext context) {
        for (Segment segment : context.segments()) {
            for (ZField each : fields) {
                if (segment.is(each.segment) && segment.has(each.field)) {
                    each.put(context, segment);
                }
            }
        }
    }

    private void put(MessageContext context, Segment segment) {
        DomainResource resource = only(context);
        if (resource == null) {
            context.remark(RemarkCode.NO_RESOURCE_FOR_FIELD, segment.location(field, 0, 0));
            return;
        }
        for (Field repetition : segment.repetitions(field)) {
            if (target == Target.IDENTIFIER) {
                identifier(resource, repetition);
            } else {
                Type value = value(context, repetition);
                if (value != null) {
                    resource.addExtension().setUrl(url).setValue(value);
                }
            }
        }
    }

    /** The one that the message itself states; a stub could be dropped for what is stored, and the field with it. */
    private DomainResource only(MessageContext context) {
        DomainResource found = null;
        for (ResourceWrite write : context.writes()) {
            if (STATED.contains(write.mode()) && write.resource().fhirType().equals(resourceType)) {
                if (found != null) {
                    return null;
                }
                found = (DomainResource) write.resource();
            }
        }
        return found;
    }

    private void identifier(DomainResource resource, Field field) {
        String value = field.get(1);
        if (value != null) {
            resource.setProperty("identifier", new Identifier().setSystem(url).setValue(value));
        }
    }

    private Type value(MessageContext context, Field field) {
        return switch (as) {
            case STRING -> string(field.text());
            case CONCEPT -> concept(context, field);
            case DATE -> date(context, field);
            case DATETIME -> dateTime(context, field);
            case DECIMAL -> decimal(context, field);
            case BOOLEAN -> truth(context, field);
        };
    }

    private static Type string(String text) {
        return text == null ? null : new StringType(text);
    }

    private CodeableConcept concept(MessageContext context, Field field) {
        return Cwe.concept(context, field, segment.toLowerCase(Locale.ROOT) + "-" + this.field);
    }

    private static Type date(MessageContext context, Field field) {
        Dtm time = Dtm.of(context, field);
        return time == null ? string(field.text()) : time.toDate();
    }

    private static Type dateTime(MessageContext context, Field field) {
        Dtm time = Dtm.of(context, field);
        return time == null ? string(field.text()) : time.toDateTime();
    }

    private static Type decimal(MessageContext context, Field field) {
        String text = field.get(1);
        try {
            return text == null ? null : new DecimalType(text);
        } catch (IllegalArgumentException e) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, field);
            return new StringType(text);
        }
    }

    /** HL7 table 0136, and what Chinese systems write for it. */
    private static Type truth(MessageContext context, Field field) {
        String text = field.get(1);
        if (text == null) {
            return null;
        }
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "Y", "1", "是", "TRUE" -> new BooleanType(true);
            case "N", "0", "否", "FALSE" -> new BooleanType(false);
            default -> {
                context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, field);
                yield new StringType(text);
            }
        };
    }
}
