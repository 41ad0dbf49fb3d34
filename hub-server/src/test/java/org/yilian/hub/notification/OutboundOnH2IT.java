package org.yilian.hub.notification;

import org.yilian.hub.HubTest;

@HubTest
class OutboundOnH2IT extends OutboundDoors {}
