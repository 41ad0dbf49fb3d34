package org.yilian.hub.intake;

import org.yilian.hub.HubTest;

@HubTest
class OperatorsOnH2IT extends OperatorDoors {}
