package org.yilian.hub.record;

import org.yilian.hub.HubTest;

@HubTest
class NewResourcesOnH2IT extends BothWays {}
