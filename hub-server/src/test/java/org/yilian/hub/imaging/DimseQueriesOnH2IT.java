package org.yilian.hub.imaging;

import org.yilian.hub.HubTest;

@HubTest
class DimseQueriesOnH2IT extends DimseQueries {}
