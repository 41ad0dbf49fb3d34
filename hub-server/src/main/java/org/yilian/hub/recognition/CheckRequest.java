package org.yilian.hub.recognition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * {@code POST /recognition/v1/check} as it comes in. What is missing is null until {@link #checked} has passed.
 *
 * @param requestId the asker's own number of the question
 * @param org code of the ordering hospital; absent: the caller's
 * @param encounter OUTPATIENT, EMERGENCY or INPATIENT; absent: OUTPATIENT
 * @param declared exemptions the doctor declares in advance, 01 to 06
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CheckRequest(
        String requestId,
        String org,
        String dept,
        String doctor,
        String encounter,
        Patient patient,
        List<Item> items,
        List<String> declared) {
    private static final int MOST_ITEMS = 200;
    private static final int LONGEST = 100;
    private static final Set<String> ENCOUNTERS = Set.of("OUTPATIENT", "EMERGENCY", "INPATIENT");

    /** Either system and value, or the logical id of a Patient ({@code reference}, with or without the type). */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Patient(String system, String value, String reference) {}

    /** Either the hospital's own code or the regional one. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(
            String lineId,
            String localCode,
            String regionalCode,
            String specimen,
            String bodySite,
            String laterality,
            Boolean contrast) {}

    /**
     * This request with every absent text as empty and every list present.
     *
     * @throws HubFailure HUB-0910 .. HUB-0914 if something needed is missing or wrong
     */
    CheckRequest checked() {
        require(
                patient != null && (filled(patient.reference()) || filled(patient.system()) && filled(patient.value())),
                "HUB-0910",
                "patient needs system and value, or reference");
        require(items != null && !items.isEmpty() && items.size() <= MOST_ITEMS, "HUB-0911", "items: 1 to 200");
        Set<String> lines = new HashSet<>();
        for (Item item : items) {
            require(
                    item != null && filled(item.lineId()) && item.lineId().length() <= 64 && lines.add(item.lineId()),
                    "HUB-0912",
                    "every item needs a lineId of its own, at most 64 characters");
            require(
                    filled(item.localCode()) != filled(item.regionalCode()),
                    "HUB-0913",
                    "every item needs either localCode or regionalCode");
        }
        String visit = filled(encounter) ? encounter : "OUTPATIENT";
        require(ENCOUNTERS.contains(visit), "HUB-0914", "encounter is OUTPATIENT, EMERGENCY or INPATIENT");
        return new CheckRequest(
                text(requestId),
                text(org),
                text(dept),
                text(doctor),
                visit,
                patient,
                List.copyOf(items),
                declared == null ? List.of() : List.copyOf(declared));
    }

    private static String text(String value) {
        return value == null ? "" : value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }

    private static boolean filled(String value) {
        return value != null && !value.isBlank();
    }

    private static void require(boolean holds, String code, String text) {
        if (!holds) {
            throw new HubFailure(FailureCategory.INCORRECT, code, text);
        }
    }

    /** Nothing of the patient. */
    @Override
    public String toString() {
        return "CheckRequest";
    }
}
