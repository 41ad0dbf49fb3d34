package org.yilian.hub.facility;

import java.util.List;
import java.util.Map;
import org.yilian.hub.facility.SharePolicy.Openness;

/** {@code sharing} of {@code region.yaml}, before defaults are filled in. */
record SharingEntry(
        Integer relationshipDays,
        Integer minorsUnder,
        Openness otherwise,
        List<SharePolicy.Rule> rules,
        Map<String, Openness> classes,
        List<SharePolicy.Sensitive> sensitivity) {}
