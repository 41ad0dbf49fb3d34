package org.yilian.hub.record;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class NewResourcesOnPostgresIT extends BothWays {}
