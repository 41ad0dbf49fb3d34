package org.yilian.hub.facility;

/** What a record tells about a patient, as coarse as hospitals agree about sharing. */
public enum DataCategory {
    /** Who somebody is: names, numbers, addresses. */
    DEMOGRAPHICS,
    /** That somebody was or will be somewhere: visits, appointments, episodes. */
    VISITS,
    LAB,
    IMAGING,
    MEDICATION,
    DOCUMENTS,
    /** What the patient allowed and forbade. */
    CONSENT,
    /** All other clinical records. */
    OTHER
}
