package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class StudyLinksOnH2IT extends StudyLinks {}
