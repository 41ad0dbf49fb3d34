package org.yilian.mappings.hl7v2.segment;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/**
 * The rules for a field of a segment that updates (HL7 v2.8 section 2.5.3.4): empty says nothing, {@code ""} deletes,
 * anything else replaces. Collects what is deleted.
 */
public final class Snapshot {
    private final MessageContext context;
    private final Segment segment;
    private final Set<String> cleared = new HashSet<>();

    public Snapshot(MessageContext context, Segment segment) {
        this.context = context;
        this.segment = segment;
    }

    /** Hands over each repetition that has a value, or notes that the sender deleted {@code element}. */
    public void each(int field, String element, Consumer<Field> use) {
        if (!segment.has(field)) {
            return;
        }
        if (segment.isNull(field)) {
            clear(element);
            return;
        }
        for (Field repetition : segment.repetitions(field)) {
            if (!repetition.isNull()) {
                use.accept(repetition);
            }
        }
    }

    public void clear(String element) {
        if (context.profile().snapshot().quotesDelete()) {
            cleared.add(element);
        }
    }

    public Set<String> cleared() {
        return cleared;
    }

    /** A MERGE, or a REPLACE if this sender always fills this segment completely. */
    ResourceWrite write(Resource resource, java.time.Instant asOf) {
        return context.profile().snapshot().complete().contains(segment.name())
                ? ResourceWrite.replace(resource, asOf)
                : ResourceWrite.merge(resource, cleared, asOf);
    }
}
