package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class WorklistsOnH2IT extends Worklists {}
