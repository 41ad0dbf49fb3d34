package org.yilian.mappings.hl7v2.segment;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.datatype.Xon;

/**
 * Who takes part in what: ROL (HL7 v2.8 section 15.4.7) and PRT (section 7.4.4), which say the same in other places.
 *
 * @param ended whether the sender says that the part is over or never was (actions D, DE, UN)
 * @param number null when the participation has none
 * @param role null when not said
 * @param specialty null when not said
 * @param organization null when not said
 * @param period null when not said
 */
record Participation(
        boolean ended,
        Identifier number,
        CodeableConcept role,
        CodeableConcept specialty,
        List<Reference> persons,
        Reference organization,
        Period period) {
    /** Where the two have what they say. */
    private record Layout(int role, int person, int type, int unit, int organization, int begin, int address) {}

    private static final Layout PRT = new Layout(4, 5, 6, 7, 8, 11, 14);
    private static final Layout ROL = new Layout(3, 4, 9, 10, 14, 5, 11);

    static Participation of(MessageContext context, Segment segment) {
        return segment.is("PRT") ? read(context, segment, PRT) : read(context, segment, ROL);
    }

    private static Participation read(MessageContext context, Segment segment, Layout at) {
        Dtm from = Dtm.of(context, segment.field(at.begin()));
        Dtm to = Dtm.of(context, segment.field(at.begin() + 1));
        List<Reference> persons = Xcn.practitioners(context, segment, at.person());
        persons.forEach(person -> Xcn.address(context, person, segment.repetitions(at.address())));
        return new Participation(
                Actions.ends(context, segment),
                Ei.identifier(context, segment.field(1), "participation", null),
                concept(context, segment, at.role(), "participation"),
                concept(context, segment, at.type(), "provider-type"),
                persons,
                organization(context, segment, at),
                from == null && to == null ? null : Cx.period(from, to));
    }

    private static CodeableConcept concept(MessageContext context, Segment segment, int n, String kind) {
        return segment.has(n) ? Cwe.concept(context, segment.field(n), kind) : null;
    }

    private static Reference organization(MessageContext context, Segment segment, Layout at) {
        List<Reference> all = new ArrayList<>();
        for (Field field : segment.repetitions(at.organization())) {
            Reference one = Xon.organization(context, field);
            if (one != null) {
                all.add(one);
            }
        }
        if (all.isEmpty()) {
            return null;
        }
        unit(context, segment, at.unit(), all.get(0));
        return all.get(0);
    }

    /** What kind of house or ward it is, for an Organization that the message brings. */
    private static void unit(MessageContext context, Segment segment, int n, Reference organization) {
        String id =
                organization.hasReference() ? organization.getReferenceElement().getIdPart() : null;
        if (id != null
                && segment.has(n)
                && context.said("Organization", id) instanceof Organization known
                && !known.hasType()) {
            known.addType(Cwe.concept(context, segment.field(n), "organization-type"));
        }
    }

    /** Remarks the number of the part where what it becomes has none. */
    void unnumbered(MessageContext context, Segment segment) {
        if (number != null) {
            context.remark(RemarkCode.FIELD_NOT_USED, segment.field(1));
        }
    }

    /** The code of the role as sent; empty when there is none. */
    String roleCode() {
        return role != null && role.hasCoding() ? role.getCodingFirstRep().getCode() : "";
    }
}
