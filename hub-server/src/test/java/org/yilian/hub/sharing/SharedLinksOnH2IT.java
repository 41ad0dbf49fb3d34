package org.yilian.hub.sharing;

import org.yilian.hub.HubTest;

@HubTest
class SharedLinksOnH2IT extends SharedLinks {}
