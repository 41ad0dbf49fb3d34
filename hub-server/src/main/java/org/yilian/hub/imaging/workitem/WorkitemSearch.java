package org.yilian.hub.imaging.workitem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.worklist.Keys;

/**
 * Finds workitems of a hospital, by their start. The state is looked up by an index, everything else is matched one by one:
 * workitems that wait are few, those that ended are not.
 */
@Component
public class WorkitemSearch {
    private static final int PAGE = 200;

    private final WorkitemRows rows;

    WorkitemSearch(WorkitemRows rows) {
        this.rows = rows;
    }

    /**
     * Those that match.
     *
     * @param keys what to match, PS3.4 C.2.2.2
     * @param visible of a page those that may be told
     */
    @Transactional(readOnly = true)
    public List<Workitem> find(
            String facility, DataSet keys, UnaryOperator<List<Workitem>> visible, long offset, int limit) {
        WorkitemState state =
                WorkitemState.of(keys.string(Tag.ProcedureStepState, "")).orElse(null);
        List<Workitem> found = new ArrayList<>();
        long toSkip = offset;
        Workitem last = null;
        while (found.size() < limit) {
            List<Workitem> page = rows.page(facility, state, last, PAGE);
            if (page.isEmpty()) {
                break;
            }
            last = page.get(page.size() - 1);
            List<Workitem> matching = page.stream()
                    .filter(each -> Keys.match(keys, each.told(), keys.tags()))
                    .toList();
            for (Workitem each : visible.apply(matching)) {
                if (toSkip > 0) {
                    toSkip--;
                } else if (found.size() < limit) {
                    found.add(each);
                }
            }
        }
        return found;
    }
}
