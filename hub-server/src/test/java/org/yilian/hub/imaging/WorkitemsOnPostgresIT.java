package org.yilian.hub.imaging;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class WorkitemsOnPostgresIT extends Workitems {}
