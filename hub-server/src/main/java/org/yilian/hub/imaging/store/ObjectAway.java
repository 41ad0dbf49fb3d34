package org.yilian.hub.imaging.store;

import java.io.IOException;

/** The object is in an archive that answers after hours; it has been asked for. */
public final class ObjectAway extends IOException {
    private static final long serialVersionUID = 1;

    ObjectAway() {
        super("the object is being brought back from the archive");
    }
}
