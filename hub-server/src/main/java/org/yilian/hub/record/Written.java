package org.yilian.hub.record;

import java.util.List;
import org.yilian.mappings.Remark;

/**
 * What became of a {@link Submission}.
 *
 * @param changed resources created or updated, as {@code Type/id}
 * @param remarks facts that were refused because newer ones are stored
 */
public record Written(List<String> changed, List<Remark> remarks) {}
