package org.yilian.hub.intake;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class IntakeOnPostgresIT extends IntakeDoors {}
