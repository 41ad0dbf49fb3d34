package org.yilian.hub.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.ProposedProfile;
import org.yilian.hub.facility.Region;
import org.yilian.hub.facility.RegionMistake;
import org.yilian.hub.intake.MessageAccess;
import org.yilian.hub.intake.StoredMessages;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.mappings.hl7v2.FacilityProfile;

/** {@code /api/messages/try}: what would be made of a message, or be different about the latest ones. Stores nothing. */
@RestController
@RequestMapping("/api/messages/try")
class TryApi {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int MOST = 1000;
    private static final int SHOWN = 50;
    private static final int USUAL = 200;

    private final Region region;
    private final StoredMessages stored;
    private final MessageAccess access;

    TryApi(Region region, StoredMessages stored, MessageAccess access) {
        this.region = region;
        this.stored = stored;
        this.access = access;
    }

    /**
     * @param text of a message, or null
     * @param message id of a stored one, or null
     * @param profile a layer in YAML on top of the profile in use, or null
     */
    record Asked(String facility, String text, Long message, String profile) {
        /** Nothing of the message. */
        @Override
        public String toString() {
            return "Asked[" + facility + "]";
        }
    }

    /** @param last how many of the latest messages */
    record DryRun(String facility, String profile, Integer last) {}

    /** @param examples the first messages that would change, with what is different */
    record DryRunAnswer(int looked, int different, int refusedBefore, int refusedAfter, List<Example> examples) {}

    record Example(long message, String type, List<TrialDiff.Difference> differences) {}

    /** With a proposed layer the answer also says what it would change. */
    @PostMapping
    ResponseEntity<Object> translate(@RequestBody Asked asked) {
        Facility facility = facility(asked.facility());
        byte[] raw = raw(asked, facility);
        FacilityProfile now = profile(facility, raw);
        try {
            Trial trial = Trial.of(raw, now);
            JsonNode answer = TrialJson.node(trial);
            if (asked.profile() != null && !asked.profile().isBlank()) {
                Trial proposed = Trial.of(raw, ProposedProfile.on(now, asked.profile()));
                answer = TrialJson.node(proposed);
                ((ObjectNode) answer).set("differences", TrialJson.differences(TrialDiff.of(trial, proposed)));
            }
            return ResponseEntity.ok(answer);
        } catch (RegionMistake e) {
            return refused(e);
        }
    }

    @PostMapping("/latest")
    ResponseEntity<Object> dryRun(@RequestBody DryRun asked) {
        Facility facility = facility(asked.facility());
        int last = asked.last() == null ? USUAL : Math.max(1, Math.min(asked.last(), MOST));
        access.tried(facility.code(), List.of());
        List<StoredMessages.Stored> messages = stored.latest(facility.code(), last);
        access.tried(
                facility.code(),
                messages.stream().map(StoredMessages.Stored::id).toList());
        try {
            return ResponseEntity.ok(compare(facility, messages, asked.profile() == null ? "{}" : asked.profile()));
        } catch (RegionMistake e) {
            return refused(e);
        }
    }

    private static DryRunAnswer compare(Facility facility, List<StoredMessages.Stored> messages, String layer) {
        int different = 0;
        int refusedBefore = 0;
        int refusedAfter = 0;
        List<Example> examples = new ArrayList<>();
        for (StoredMessages.Stored each : messages) {
            FacilityProfile now = profile(facility, each.raw());
            Trial before = Trial.of(each.raw(), now);
            Trial after = Trial.of(each.raw(), ProposedProfile.on(now, layer));
            TrialDiff diff = TrialDiff.of(before, after);
            refusedBefore += before.refused() ? 1 : 0;
            refusedAfter += after.refused() ? 1 : 0;
            different += diff.isEmpty() ? 0 : 1;
            if (!diff.isEmpty() && examples.size() < SHOWN) {
                examples.add(new Example(each.id(), before.type(), diff.differences()));
            }
        }
        return new DryRunAnswer(messages.size(), different, refusedBefore, refusedAfter, examples);
    }

    private Facility facility(String code) {
        String visible = access.list(code == null || code.isBlank() ? null : code);
        return region.facility(visible == null ? "" : visible)
                .orElseThrow(() ->
                        new HubFailure(FailureCategory.INCORRECT, "HUB-0810", "a member of the region is needed"));
    }

    private byte[] raw(Asked asked, Facility facility) {
        if (asked.message() != null) {
            access.tried(facility.code(), List.of(asked.message()));
            return stored.find(asked.message())
                    .filter(each -> each.facility().equals(facility.code()))
                    .map(StoredMessages.Stored::raw)
                    .orElseThrow(() ->
                            new HubFailure(FailureCategory.NOT_FOUND, "HUB-0811", "no such message of this facility"));
        }
        if (asked.text() == null || asked.text().isBlank() || asked.text().length() > LONGEST) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0812", "a text or a message is needed");
        }
        return asked.text().replace("\r\n", "\r").replace('\n', '\r').getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static FacilityProfile profile(Facility facility, byte[] raw) {
        MshHeader msh = MshHeader.parse(raw);
        return msh == null ? facility.profile() : facility.profile(msh.sendingApplicationName());
    }

    private static ResponseEntity<Object> refused(RegionMistake e) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_ENTITY)
                .body(new RegionApi.Mistake("HUB-0813", e.file(), e.key(), e.reason()));
    }
}
