package org.yilian.hub.reporting;

import org.springframework.stereotype.Component;

/** The last thing before numbers leave, in every form: small cells will be suppressed here. Today all are released. */
@Component
class Disclosure {
    SharingReport release(SharingReport report) {
        return report;
    }
}
