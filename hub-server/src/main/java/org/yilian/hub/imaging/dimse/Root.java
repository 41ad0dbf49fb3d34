package org.yilian.hub.imaging.dimse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yilian.dicom.UID;

/** The two query/retrieve hierarchies, PS3.4 C.3.1 and C.3.2. */
enum Root {
    PATIENT(
            List.of(
                    UID.PatientRootQueryRetrieveInformationModelFind,
                    UID.PatientRootQueryRetrieveInformationModelMove,
                    UID.PatientRootQueryRetrieveInformationModelGet),
            List.of(QueryLevel.values())),
    STUDY(
            List.of(
                    UID.StudyRootQueryRetrieveInformationModelFind,
                    UID.StudyRootQueryRetrieveInformationModelMove,
                    UID.StudyRootQueryRetrieveInformationModelGet),
            List.of(QueryLevel.STUDY, QueryLevel.SERIES, QueryLevel.IMAGE));

    private final List<String> sopClasses;
    private final List<QueryLevel> levels;

    Root(List<String> sopClasses, List<QueryLevel> levels) {
        this.sopClasses = sopClasses;
        this.levels = levels;
    }

    static Optional<Root> of(String sopClassUid) {
        return Arrays.stream(values())
                .filter(root -> root.sopClasses.contains(sopClassUid))
                .findFirst();
    }

    boolean has(QueryLevel level) {
        return levels.contains(level);
    }

    /** The levels whose unique keys stand above this one's. */
    List<QueryLevel> above(QueryLevel level) {
        return levels.subList(0, levels.indexOf(level));
    }
}
