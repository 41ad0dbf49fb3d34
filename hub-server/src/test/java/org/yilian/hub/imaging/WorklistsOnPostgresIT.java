package org.yilian.hub.imaging;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class WorklistsOnPostgresIT extends Worklists {}
