package org.yilian.hub.notification;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class OutboundOnPostgresIT extends OutboundDoors {}
