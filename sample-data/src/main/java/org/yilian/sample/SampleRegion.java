package org.yilian.sample;

import java.util.List;
import org.yilian.sample.cast.Cast;
import org.yilian.sample.history.History;
import org.yilian.sample.hl7.HospitalMessage;
import org.yilian.sample.hl7.MessageScript;

/** A whole region: who there is, what happened, and the messages that tell it. */
public record SampleRegion(RegionPlan plan, Cast cast, History history, List<HospitalMessage> messages) {
    public static SampleRegion of(RegionPlan plan) {
        Cast cast = Cast.of(plan);
        History history = History.of(plan, cast);
        return new SampleRegion(plan, cast, history, MessageScript.of(plan, history));
    }
}
