package org.yilian.hub.platform.vault;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sealed object is not as it was sealed; the log names it. */
public final class DamagedObject extends IOException {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(DamagedObject.class);

    private DamagedObject() {
        super("a stored object is not what was sealed; the log names it");
    }

    /** @param where the head or the number of a chunk */
    static DamagedObject of(String name, Object where) {
        LOG.error("HUB-1109 not as it was sealed: object={} at={}", name, where);
        return new DamagedObject();
    }
}
