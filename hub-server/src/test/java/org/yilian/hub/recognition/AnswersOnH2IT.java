package org.yilian.hub.recognition;

import org.yilian.hub.HubTest;

@HubTest
class AnswersOnH2IT extends Answers {}
