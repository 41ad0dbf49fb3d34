package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * CX (HL7 v2.8 section 2A.3.14) to Identifier. The system comes from the profile's table of authorities by CX-4 or CX-5;
 * an OID or UUID in CX-4.2 stands for itself; any other authority gets a system of its own that says whose word it is.
 */
public final class Cx {
    /** R4 has no extension for an identifier's check digit; the guide's came with R5. */
    private static final String OWN = Uris.BASE + "/StructureDefinition/";

    private Cx() {}

    /**
     * The identifier with system; null when CX-1 is empty or when a bare number has no default authority.
     *
     * @param bare authority of a number without CX-4 and CX-5, can be null
     */
    public static Identifier identifier(MessageContext context, Field field, Authority bare) {
        String value = field.get(1);
        if (value == null) {
            return null;
        }
        Identifier identifier = new Identifier().setValue(value);
        String type = field.get(5);
        Authority authority = authority(context, field, type, bare);
        if (authority == null) {
            return null;
        }
        identifier.setSystem(authority.system());
        type(context, identifier, type == null ? authority.type() : type);
        checkDigit(identifier, field, 2, 3);
        assigningFacility(context, identifier, field, 6);
        Period period = Dr.between(Dtm.of(context, field, 7), Dtm.of(context, field, 8));
        if (period != null) {
            identifier.setPeriod(period);
        }
        return identifier;
    }

    private static Authority authority(MessageContext context, Field field, String type, Authority bare) {
        var table = context.profile().authorities();
        Authority home = context.profile().defaultAuthority();
        Hd assigner = Hd.of(field, 4);
        Authority byType = type == null ? null : table.get(type);
        Authority byName = assigner == null ? null : known(context, assigner);
        // A national number stays one when the hospital writes its own name beside it.
        boolean homely = byName == null || byName.equals(home);
        if (byType != null && !byType.equals(home) && homely) {
            return byType;
        }
        if (byName != null) {
            return byName;
        }
        if (assigner == null) {
            return byType == null ? bare : byType;
        }
        String uri = assigner.uri();
        if (uri != null) {
            return new Authority(uri, null);
        }
        context.remark(RemarkCode.AUTHORITY_UNKNOWN, field.location(4));
        String word = Uri.segment(assigner.name());
        return new Authority(Uris.id(context.profile().facility(), "authority-" + word), null);
    }

    private static Authority known(MessageContext context, Hd assigner) {
        var table = context.profile().authorities();
        Authority byName = assigner.namespace() == null ? null : table.get(assigner.namespace());
        return byName == null && assigner.universal() != null ? table.get(assigner.universal()) : byName;
    }

    /** Sets the type by its code in HL7 table 0203, as text when the code is not in it. */
    public static void type(MessageContext context, Identifier identifier, String type) {
        if (type == null) {
            return;
        }
        if (Tables.IDENTIFIER_TYPES.contains(type)) {
            identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(type);
        } else {
            identifier.getType().setText(type);
        }
    }

    /** The check digit in component {@code digit} and the scheme it follows (HL7 table 0061). */
    static void checkDigit(Identifier identifier, Field field, int digit, int scheme) {
        String check = field.get(digit);
        String by = field.get(scheme);
        if (check != null) {
            identifier.addExtension(OWN + "identifier-check-digit", new StringType(check));
        }
        if (by != null) {
            identifier.addExtension(OWN + "identifier-check-digit-scheme", new StringType(by));
        }
    }

    /** The HD in component {@code n}, unless it is the facility itself. */
    static void assigningFacility(MessageContext context, Identifier identifier, Field field, int n) {
        Hd place = Hd.of(field, n);
        if (place != null && !place.name().equals(context.profile().facility())) {
            identifier.addExtension(OWN + "identifier-assigning-facility", new StringType(place.name()));
        }
    }

    /** A period of what is known; parts that would put the end before the start are left out. */
    public static Period period(Dtm from, Dtm to) {
        Period period = new Period();
        if (from != null) {
            period.setStartElement(from.toDateTime());
        }
        if (to != null && (from == null || !to.instant().isBefore(from.instant()))) {
            period.setEndElement(to.toDateTime());
        }
        return period;
    }
}
