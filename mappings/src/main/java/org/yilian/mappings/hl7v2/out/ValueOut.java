package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.Uris;

/** Observation.value[x] as OBX-2, OBX-5 and OBX-6; digits as they are stored. */
final class ValueOut {
    /** ST is for short strings (HL7 v2.8 section 2A.3.67). */
    private static final int LONGEST_STRING = 199;

    private ValueOut() {}

    /** OBX-2 for all the values of one OBX; null when there is none. */
    static String type(List<Type> values, Header header) {
        String type = null;
        for (Type value : values) {
            String own = type(value, header);
            // Of values of two kinds each can be said as text.
            type = type == null || type.equals(own) ? own : together(type, own);
        }
        return type;
    }

    private static String together(String a, String b) {
        boolean numbers = List.of("NM", "SN").contains(a) && List.of("NM", "SN").contains(b);
        return numbers ? "SN" : "ST";
    }

    private static String type(Type value, Header header) {
        if (value instanceof Quantity quantity) {
            return quantity.hasComparator() ? "SN" : "NM";
        }
        if (value instanceof Range || value instanceof Ratio) {
            return "SN";
        }
        if (value instanceof CodeableConcept || value instanceof BooleanType) {
            return header.atLeast(5) ? "CWE" : "CE";
        }
        if (value instanceof DateTimeType) {
            return header.atLeast(6) ? "DTM" : "TS";
        }
        if (value instanceof TimeType) {
            return "TM";
        }
        if (value instanceof Period) {
            return "DR";
        }
        if (value instanceof IntegerType) {
            return "NM";
        }
        if (value instanceof SampledData) {
            return "NA";
        }
        String text = text(value);
        return text.indexOf('\n') >= 0 ? "FT" : text.length() > LONGEST_STRING ? "TX" : "ST";
    }

    static void write(Er7Writer.Line obx, String type, Type value) {
        switch (type) {
            case "NM" -> obx.add(5, text(value));
            case "SN" -> obx.add(5, structured(value));
            case "CWE", "CE" -> obx.add(5, coded(value));
            case "DTM", "TS" -> obx.add(5, Times.dtm((DateTimeType) value));
            case "DR" ->
                obx.add(
                        5,
                        Composite.of(
                                Times.dtm(((Period) value).getStartElement()),
                                Times.dtm(((Period) value).getEndElement())));
            case "NA" -> obx.add(5, samples((SampledData) value));
            default -> obx.add(5, text(value));
        }
    }

    private static Composite structured(Type value) {
        if (value instanceof Range range) {
            return Composite.of(null, number(range.getLow()), "-", number(range.getHigh()));
        }
        if (value instanceof Ratio ratio) {
            return Composite.of(
                    sign(ratio.getNumerator()), number(ratio.getNumerator()), ":", number(ratio.getDenominator()));
        }
        return Composite.of(sign((Quantity) value), number((Quantity) value));
    }

    private static Composite coded(Type value) {
        if (value instanceof BooleanType truth) {
            return truth.booleanValue() ? Composite.of("Y", "Yes", "HL70136") : Composite.of("N", "No", "HL70136");
        }
        return Coded.cwe((CodeableConcept) value);
    }

    private static Composite samples(SampledData samples) {
        return Composite.of((Object[]) samples.getData().strip().split("\\s+"));
    }

    private static String sign(Quantity quantity) {
        return quantity.hasComparator() ? quantity.getComparator().toCode() : null;
    }

    private static String number(Quantity quantity) {
        return quantity == null || !quantity.hasValue()
                ? null
                : quantity.getValueElement().getValueAsString();
    }

    private static String text(Type value) {
        if (value instanceof Quantity quantity) {
            return (quantity.hasComparator() ? sign(quantity) : "") + (quantity.hasValue() ? number(quantity) : "");
        }
        if (value instanceof CodeableConcept concept) {
            return concept.hasText() ? concept.getText() : Coded.first(concept);
        }
        if (value instanceof TimeType time) {
            return time.getValue().replace(":", "");
        }
        if (value instanceof DateTimeType time) {
            return Times.dtm(time);
        }
        return value instanceof StringType text && text.hasValue()
                ? text.getValue()
                : value.isPrimitive() ? String.valueOf(value.primitiveValue()) : "";
    }

    /** OBX-6: the unit as people read it first, its UCUM code behind it. Null when the value has none. */
    static Composite unit(Type value) {
        Quantity quantity = value instanceof Range range ? range.getLow() : value instanceof Quantity own ? own : null;
        if (quantity == null || !quantity.hasUnit() && !quantity.hasCode()) {
            return null;
        }
        boolean ucum = Uris.UCUM.equals(quantity.getSystem()) && quantity.hasCode();
        if (!ucum) {
            return Composite.of(quantity.hasUnit() ? quantity.getUnit() : quantity.getCode());
        }
        return !quantity.hasUnit() || quantity.getUnit().equals(quantity.getCode())
                ? Composite.of(quantity.getCode(), quantity.getUnit(), "UCUM")
                : Composite.of(quantity.getUnit(), null, null, quantity.getCode(), null, "UCUM");
    }
}
