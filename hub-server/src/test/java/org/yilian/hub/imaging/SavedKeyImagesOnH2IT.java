package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class SavedKeyImagesOnH2IT extends SavedKeyImages {}
