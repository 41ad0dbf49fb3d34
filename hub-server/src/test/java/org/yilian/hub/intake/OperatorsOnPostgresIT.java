package org.yilian.hub.intake;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class OperatorsOnPostgresIT extends OperatorDoors {}
