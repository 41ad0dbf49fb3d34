package org.yilian.hub.sharing;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class SharedLinksOnPostgresIT extends SharedLinks {}
