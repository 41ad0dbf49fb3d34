package org.yilian.mappings.hl7v2.profile;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.Remark;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * A profile's operators, in order: first the named preprocessors, then the field rules. Pure, and of no cost for a profile
 * without any. What was sent and is not mapped because of it is remarked ({@link RemarkCode#CHANGED_BY_PROFILE}); remarks
 * about a value that was moved name the place where it was sent.
 */
public record Rewrite(List<Preprocessor> preprocessors, List<Rule> rules) {
    public static final Rewrite NONE = new Rewrite(List.of(), List.of());

    public Rewrite {
        preprocessors = List.copyOf(preprocessors);
        rules = List.copyOf(rules);
    }

    public boolean isNone() {
        return preprocessors.isEmpty() && rules.isEmpty();
    }

    /** The message as the mappings are to read it; the same object when nothing applies. */
    public Er7Message apply(Er7Message message) {
        if (isNone() || message.isRewritten()) {
            return message;
        }
        Draft draft = new Draft(message);
        preprocessors.forEach(each -> each.apply(draft));
        rules.forEach(each -> each.apply(draft));
        if (!draft.isTouched()) {
            return message;
        }
        List<Remark> remarks = new ArrayList<>();
        draft.changed().forEach(place -> remarks.add(RemarkCode.CHANGED_BY_PROFILE.at(place)));
        return message.rewritten(draft.text(), draft.origins(), remarks);
    }
}
