package org.yilian.hub.intake;

import org.yilian.hub.HubTest;

@HubTest
class IntakeOnH2IT extends IntakeDoors {}
