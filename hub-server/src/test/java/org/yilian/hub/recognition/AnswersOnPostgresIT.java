package org.yilian.hub.recognition;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class AnswersOnPostgresIT extends Answers {}
