package org.yilian.sample.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Table;
import org.yilian.sample.cast.Cast;
import org.yilian.sample.cast.Registration;

/** The visits of the people with a story, from history/fixed-visits.csv. */
final class FixedVisits {
    private final RegionPlan plan;
    private final Cast cast;
    private final List<Table.Row> rows = Table.read("history/fixed-visits.csv");

    FixedVisits(RegionPlan plan, Cast cast) {
        this.plan = plan;
        this.cast = cast;
    }

    /** Keys of the people to whom nothing else happens. */
    Set<String> people() {
        return rows.stream().map(row -> row.text("person")).collect(Collectors.toUnmodifiableSet());
    }

    List<VisitIdea> ideas(String person) {
        return rows.stream()
                .filter(row -> row.text("person").equals(person))
                .map(this::idea)
                .toList();
    }

    private VisitIdea idea(Table.Row row) {
        Registration registration = cast.registration(row.text("person"), Hospital.valueOf(row.text("hospital")));
        Map<String, Double> values = new HashMap<>();
        for (String entry : row.list("values")) {
            String[] parts = entry.split("=");
            values.put(parts[0], Double.valueOf(parts[1]));
        }
        return new VisitIdea(
                registration,
                plan.asOf().minus(Duration.parse(row.text("before"))),
                VisitKind.valueOf(row.text("kind")),
                row.list("panels"),
                row.list("exams"),
                values,
                Set.copyOf(row.list("options")));
    }
}
