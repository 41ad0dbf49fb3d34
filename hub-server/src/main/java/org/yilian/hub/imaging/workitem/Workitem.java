package org.yilian.hub.imaging.workitem;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/**
 * One unified procedure step.
 *
 * @param facility hospital whose system made it
 * @param performer hospital that is to do it; the same where it named none
 * @param patient logical id of the Patient, null where the number means nobody
 * @param lock Transaction UID of who does it, null before; known to them only
 * @param start when it is to begin
 * @param attributes all but state and lock
 */
public record Workitem(
        String uid,
        String facility,
        String performer,
        String patient,
        WorkitemState state,
        String lock,
        Instant start,
        DataSet attributes) {

    /** Whether systems and people of this hospital have to do with it. */
    public boolean concerns(String code) {
        return facility.equals(code) || performer.equals(code);
    }

    /** What is told of it: everything but the lock (PS3.4 CC.2.7). */
    public DataSet told() {
        return attributes.copy().set(Tag.ProcedureStepState, state.term());
    }

    /** Studies that it is about or works on. */
    public Set<String> studies() {
        Set<String> uids = new TreeSet<>();
        study(attributes, uids);
        attributes.items(Tag.InputInformationSequence).forEach(each -> study(each, uids));
        return uids;
    }

    private static void study(DataSet where, Set<String> uids) {
        if (where.hasValue(Tag.StudyInstanceUID)) {
            uids.add(where.string(Tag.StudyInstanceUID));
        }
    }

    Workitem moved(WorkitemState next, String lock, DataSet attributes) {
        return new Workitem(uid, facility, performer, patient, next, lock, start, attributes);
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Workitem " + uid;
    }
}
