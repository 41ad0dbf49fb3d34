package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class ImageRemovalsOnH2IT extends ImageRemovals {}
