package org.yilian.hub.record;

import java.util.List;
import org.yilian.mappings.ResourceWrite;

/**
 * What one message or study asks to be written.
 *
 * @param facility owner of all of it
 * @param origin where it came from, see {@link RecordWritten}
 */
public record Submission(String facility, String origin, List<ResourceWrite> writes) {}
