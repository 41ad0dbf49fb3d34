package org.yilian.hub.imaging.dimse;

import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.query.Level;

/** Query/Retrieve Level (0008,0052) with its unique key, PS3.4 C.3. */
enum QueryLevel {
    PATIENT(Tag.PatientID, Level.STUDY),
    STUDY(Tag.StudyInstanceUID, Level.STUDY),
    SERIES(Tag.SeriesInstanceUID, Level.SERIES),
    IMAGE(Tag.SOPInstanceUID, Level.INSTANCE);

    final int uniqueKey;
    /** What the index is searched for: a patient is found by the studies. */
    final Level searched;

    QueryLevel(int uniqueKey, Level searched) {
        this.uniqueKey = uniqueKey;
        this.searched = searched;
    }
}
