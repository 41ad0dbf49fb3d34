package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class WorkitemsOnH2IT extends Workitems {}
