package org.yilian.mappings.hl7v2.result;

import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dr;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Numbers;
import org.yilian.mappings.hl7v2.datatype.Tm;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/** One repetition of OBX-5 by its type in OBX-2 (HL7 table 0125). */
final class ValueType {
    private static final Set<String> TEXT = Set.of("ST", "TX", "FT", "SI", "TN", "GTS", "SNM");
    private static final Set<String> SAMPLES = Set.of("NA", "MA");
    private static final Set<String> OTHERS = Set.of(
            "NM", "SN", "NR", "VR", "CE", "CWE", "CNE", "CF", "ID", "IS", "DT", "TM", "TS", "DTM", "DR", "CQ", "MO",
            "CP", "CX", "CK", "EI", "XCN", "CN", "XPN", "PN", "XAD", "AD", "XTN", "XON", "PPN", "CNN", "HD", "PL", "PT",
            "DLN", "JCC", "CD", "ED", "RP");

    private ValueType() {}

    static boolean isKnown(String type) {
        return TEXT.contains(type) || SAMPLES.contains(type) || OTHERS.contains(type);
    }

    static boolean isText(String type) {
        return TEXT.contains(type);
    }

    static boolean isSamples(String type) {
        return SAMPLES.contains(type);
    }

    /** The value; null when it has not the form of its type, so that it must be kept as text. */
    static Type read(MessageContext context, String type, Field field, Quantity unit) {
        return switch (type) {
            case "NM" -> Numbers.quantity(field.text(), unit);
            case "SN" -> StructuredNumber.value(field, unit);
            case "NR" -> range(field, unit);
            case "CE", "CWE", "CNE", "CF", "ID", "IS" -> Cwe.concept(context, field, "value");
            case "DT", "TS", "DTM" -> {
                Dtm time = Dtm.parse(orEmpty(field.get(1)), context.profile().zone());
                yield time == null ? null : time.toDateTime();
            }
            case "TM" -> Tm.time(field.get(1));
            case "DR" -> {
                yield Dr.period(context, field);
            }
            case "CQ" -> Cq.quantity(context, field);
            case "CX", "CK", "EI" -> string(context, field);
            case "XPN", "PN" -> {
                var name = Xpn.name(context, field);
                yield name == null ? null : new StringType(name.getText());
            }
            case "XAD", "AD" -> {
                var address = Xad.address(context, field);
                yield address == null
                        ? null
                        : address.hasText() ? new StringType(address.getText()) : joined(context, field);
            }
            case "XTN" -> {
                var contact = Xtn.contact(context, field, null);
                yield contact == null ? null : new StringType(contact.getValue());
            }
            case "VR" -> between(field.get(1), field.get(2));
            default -> joined(context, field);
        };
    }

    /** VR, as the guide writes it: the first and the last of a range of values. */
    private static Type between(String from, String to) {
        if (from == null && to == null) {
            return null;
        }
        return new StringType((from == null ? "" : from) + "-" + (to == null ? "" : to));
    }

    private static Type string(MessageContext context, Field field) {
        String first = field.get(1);
        return first == null || field.components() > 1 ? joined(context, field) : new StringType(first);
    }

    /** All components and subcomponents with a space between, in the order sent. */
    private static Type joined(MessageContext context, Field field) {
        StringBuilder text = new StringBuilder();
        char subcomponent = context.message().delimiters().subcomponent();
        for (int n = 1; n <= field.components(); n++) {
            String part = field.get(n);
            if (part != null) {
                text.append(text.length() == 0 ? "" : " ").append(part.replace(subcomponent, ' '));
            }
        }
        return text.length() == 0 ? null : new StringType(text.toString());
    }

    private static Range range(Field field, Quantity unit) {
        Quantity low = Numbers.simple(field.get(1), unit);
        Quantity high = Numbers.simple(field.get(2), unit);
        boolean wrong = low == null && field.has(1) || high == null && field.has(2);
        return wrong || low == null && high == null
                ? null
                : new Range().setLow(low).setHigh(high);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
