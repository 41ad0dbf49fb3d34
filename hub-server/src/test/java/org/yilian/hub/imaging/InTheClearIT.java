package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

/** The counterpart: what the scans look for is there. */
@HubTest
class InTheClearIT extends SealedHub {
    @Override
    boolean on() {
        return false;
    }
}
