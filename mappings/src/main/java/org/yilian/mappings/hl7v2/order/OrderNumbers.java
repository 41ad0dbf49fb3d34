package org.yilian.mappings.hl7v2.order;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Ei;

/**
 * The numbers of one order: OBR-2 and OBR-3, else ORC-2 and ORC-3. Orders, their answers and results all read them here,
 * so that whichever comes first makes the ServiceRequest that the others mean.
 *
 * @param placer null when not sent
 * @param filler null when not sent
 */
public record OrderNumbers(Identifier placer, Identifier filler) {

    /** Either segment can be null. */
    public static OrderNumbers of(MessageContext context, Segment orc, Segment obr) {
        Identifier placer = obr == null ? null : Ei.identifier(context, obr.field(2), "order", "PLAC");
        Identifier filler = obr == null ? null : Ei.identifier(context, obr.field(3), "filler", "FILL");
        if (orc == null) {
            return new OrderNumbers(placer, filler);
        }
        orc.skip(1);
        Identifier orcPlacer = Ei.identifier(context, orc.field(2), "order", "PLAC");
        Identifier orcFiller = Ei.identifier(context, orc.field(3), "filler", "FILL");
        return new OrderNumbers(placer == null ? orcPlacer : placer, filler == null ? orcFiller : filler);
    }

    /** Those that are there, the placer's first. */
    public List<Identifier> identifiers() {
        List<Identifier> all = new ArrayList<>(2);
        if (placer != null) {
            all.add(placer);
        }
        if (filler != null) {
            all.add(filler);
        }
        return all;
    }

    /** What results are known by: the filler's number, else the placer's; null without either. */
    public String main() {
        return filler != null ? filler.getValue() : placer != null ? "placer:" + placer.getValue() : null;
    }

    /** What the order is known by: the placer's number, else the filler's; null without either. */
    public Identifier orderIdentifier() {
        return placer != null ? placer : filler;
    }

    /** What belongs to the order and has no number of its own is known by this; null without a number. */
    public String orderKey() {
        return placer != null ? placer.getValue() : filler != null ? "filler:" + filler.getValue() : null;
    }

    /** The logical id of the order's ServiceRequest; null without a number. */
    public String orderId(MessageContext context) {
        Identifier known = orderIdentifier();
        return known == null ? null : context.id("ServiceRequest", known.getSystem(), known.getValue());
    }
}
