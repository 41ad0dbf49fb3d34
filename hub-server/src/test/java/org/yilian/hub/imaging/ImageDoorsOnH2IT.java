package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class ImageDoorsOnH2IT extends ImageDoors {}
