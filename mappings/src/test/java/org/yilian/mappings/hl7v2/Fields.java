package org.yilian.mappings.hl7v2;

import java.util.List;
import org.yilian.mappings.Translation;

/** One field of any type, for tests of data types. */
public record Fields(MessageContext context, Field field) {
    /** The value stands in the first field of a segment of no meaning. */
    public static Fields of(String value) {
        Er7Message message =
                Er7Message.parse("MSH|^~\\&#|LIS|H001|HUB|YL|20260105100500||ADT^A28|4711|P|2.8\rZZZ|" + value);
        MessageContext context = new MessageContext(message, Messages.PROFILE, null);
        return new Fields(context, context.segments().get(1).field(1));
    }

    /** What was remarked up to now, and what was not read. */
    public List<String> remarks() {
        return Messages.remarks(finish()).stream().distinct().toList();
    }

    public Translation finish() {
        return context.finish();
    }
}
