package org.yilian.hub.recognition;

class AnswersOnH2IT extends Answers {}
