package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * CX (HL7 v2.8 section 2A.3.14) to Identifier. The system comes from the profile's table of authorities by CX-4 or CX-5;
 * an OID in CX-4.2 stands for itself; any other authority gets a system of its own that says whose word it is.
 */
public final class Cx {
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
        Dtm from = Dtm.of(context, field, 7);
        Dtm to = Dtm.of(context, field, 8);
        if (from != null || to != null) {
            identifier.setPeriod(period(from, to));
        }
        return identifier;
    }

    private static Authority authority(MessageContext context, Field field, String type, Authority bare) {
        var table = context.profile().authorities();
        Authority home = context.profile().defaultAuthority();
        String namespace = field.get(4, 1);
        String universal = field.get(4, 2);
        Authority byType = type == null ? null : table.get(type);
        Authority byName = namespace == null ? null : table.get(namespace);
        if (byName == null && universal != null) {
            byName = table.get(universal);
        }
        // A national number stays one when the hospital writes its own name beside it.
        boolean homely = byName == null || byName.equals(home);
        if (byType != null && !byType.equals(home) && homely) {
            return byType;
        }
        if (byName != null) {
            return byName;
        }
        if (namespace == null && universal == null) {
            return byType == null ? bare : byType;
        }
        if (universal != null && Uri.isOid(universal)) {
            return new Authority("urn:oid:" + universal, null);
        }
        context.remark(RemarkCode.AUTHORITY_UNKNOWN, field.location(4));
        String word = Uri.segment(namespace == null ? universal : namespace);
        return new Authority(Uris.id(context.profile().facility(), "authority-" + word), null);
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
