package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
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
 * anything else replaces. Collects what is deleted. For a sender that always fills the segment completely, empty deletes
 * as well.
 */
public final class Snapshot {
    private final MessageContext context;
    private final Segment segment;
    private final boolean complete;
    private final Set<String> cleared = new HashSet<>();

    public Snapshot(MessageContext context, Segment segment) {
        this.context = context;
        this.segment = segment;
        this.complete = context.profile().snapshot().complete().contains(segment.name());
    }

    /** Hands over each repetition that has a value, or notes that the sender deleted {@code element}. */
    public void each(int field, String element, Consumer<Field> use) {
        absent(field, element);
        if (!segment.has(field) || segment.isNull(field)) {
            return;
        }
        for (Field repetition : segment.repetitions(field)) {
            if (!repetition.isNull()) {
                use.accept(repetition);
            }
        }
    }

    /** Notes that the sender deleted {@code element}, if that is what the field says. */
    public void absent(int field, String element) {
        if (segment.isNull(field)) {
            clear(element);
        } else if (complete && !segment.has(field)) {
            cleared.add(element);
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

    /** Deletes an element because of what the message means, whatever the sender's habits. */
    public void remove(String element) {
        cleared.add(element);
    }

    /** A MERGE of what was read and deleted. */
    ResourceWrite write(Resource resource, Instant asOf) {
        return ResourceWrite.merge(resource, cleared, asOf);
    }
}
