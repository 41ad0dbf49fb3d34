package org.yilian.hub.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.yilian.mappings.Remark;

/** One message whole, as the console shows it. */
record MessageView(
        @JsonUnwrapped MessageQueries.Item item,
        String raw,
        String patient,
        List<Remark> remarkList,
        List<String> resources,
        List<MessageQueries.Attempt> attemptList) {

    static MessageView of(MessageQueries.Detail detail) {
        return new MessageView(
                detail.item(),
                detail.raw(),
                detail.patient(),
                detail.remarkList(),
                detail.resources(),
                detail.attemptList());
    }
}
