package org.yilian.hub.record;

/**
 * The images of a study have come: nothing was added to it or removed from it for a while, and its ImagingStudy is in the
 * record. Published once for each state that settles, inside a database transaction of its own: who listens writes its own rows
 * in it, and an exception has the study told again later. Told at least once.
 *
 * @param facility owner of the study
 * @param studyUid (0020,000D)
 * @param patient logical id of its Patient, null if it has none
 * @param instances how many there are; a study that was removed as a whole is not told of here
 * @param changed whether an earlier state was told before: then this is news about a study that seemed complete
 */
public record StudySettled(String facility, String studyUid, String patient, int instances, boolean changed) {}
