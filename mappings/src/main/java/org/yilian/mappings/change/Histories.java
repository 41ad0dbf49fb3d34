package org.yilian.mappings.change;

import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;

/** Periods that follow each other. */
final class Histories {
    private Histories() {}

    /** The period of what ends at {@code end}: since the last entry ended, else since the visit began, if either is known. */
    static Period next(List<Period> entries, Period visit, String end) {
        Period period = new Period();
        DateTimeType begin = visit.getStartElement();
        if (!entries.isEmpty()) {
            begin = entries.get(entries.size() - 1).getEndElement();
        }
        if (begin != null && !begin.isEmpty()) {
            period.setStartElement(begin.copy());
        }
        if (end != null) {
            DateTimeType until = new DateTimeType(end);
            boolean backwards = period.hasStart() && until.getValue().before(period.getStart());
            if (!backwards) {
                period.setEndElement(until);
            }
        }
        return period;
    }
}
