package org.yilian.hub.emergency;

import java.time.Instant;

/**
 * A person's records opened in an emergency.
 *
 * @param patient logical id of one of the person's source records
 * @param justified what the reviewer said, null until somebody has
 */
record Opening(
        long id,
        String user,
        String facility,
        String patient,
        String reason,
        Instant openedAt,
        Instant until,
        String reviewedBy,
        Instant reviewedAt,
        Boolean justified,
        String note) {

    /** Nothing of the patient. */
    @Override
    public String toString() {
        return "Opening[" + id + "]";
    }
}
