package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.Period;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;

/** DR (HL7 v2.8 section 2A.3.20): a date range, and the two components by which newer types write one. */
public final class Dr {
    private Dr() {}

    /** The period of a field of type DR; null when it has neither end. */
    public static Period period(MessageContext context, Field field) {
        return between(Dtm.of(context, field, 1), Dtm.of(context, field, 2));
    }

    /** The same for a DR in component {@code n}, its ends being subcomponents. */
    public static Period period(MessageContext context, Field field, int n) {
        return between(Dtm.of(context, field, n, 1), Dtm.of(context, field, n, 2));
    }

    /** A period of what is known, null when nothing is; an end before the start is left out. */
    public static Period between(Dtm from, Dtm to) {
        return from == null && to == null ? null : Cx.period(from, to);
    }

    /**
     * When something is valid: components {@code from} and {@code to}, which withdrew the DR in component {@code range}
     * in v2.5.
     */
    static Period effective(MessageContext context, Field field, int range, int from, int to) {
        Period period = between(Dtm.of(context, field, from), Dtm.of(context, field, to));
        return period == null && field.has(range) ? period(context, field, range) : period;
    }
}
