package org.yilian.hub.intake;

import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** {@code /api/messages/replays} and {@code /api/messages/unmapped}: what a mended mapping is followed by. */
@RestController
@RequestMapping("/api/messages")
class ReplayApi {
    private final Replays replays;
    private final UnmappedCodes unmapped;
    private final MessageAccess access;

    ReplayApi(Replays replays, UnmappedCodes unmapped, MessageAccess access) {
        this.replays = replays;
        this.unmapped = unmapped;
        this.access = access;
    }

    /** Which messages; a facility or a time is needed, and a reason. */
    record Selection(
            InboxState state,
            String facility,
            String type,
            String errorCode,
            String remark,
            Instant from,
            Instant to,
            String reason) {}

    record Line(String facility, String kind, String system, String code, String reason) {
        UnmappedCodes.Key key() {
            return new UnmappedCodes.Key(facility, kind, system == null ? "" : system, code);
        }
    }

    @PostMapping("/replays")
    Replays.Progress start(@RequestBody Selection said) {
        String actor = access.manage("replay", 0, said.facility());
        require(said.reason(), said.facility() != null || said.from() != null);
        MessageFilter filter = new MessageFilter(
                said.state(),
                said.facility(),
                said.type(),
                null,
                said.errorCode(),
                said.remark(),
                said.from(),
                said.to(),
                List.of(),
                null,
                null,
                0);
        filter.check();
        return replays.start(filter, null, actor, said.reason());
    }

    @GetMapping("/replays")
    List<Replays.Progress> all() {
        String own = access.list(null);
        return replays.all().stream()
                .filter(each -> own == null || own.equals(each.facility()))
                .toList();
    }

    @GetMapping("/replays/{id}")
    Replays.Progress progress(@PathVariable long id) {
        Replays.Progress progress = replays.progress(id);
        access.list(progress.facility());
        return progress;
    }

    @DeleteMapping("/replays/{id}")
    Replays.Progress stop(@PathVariable long id) {
        access.manage("stop-replay", 0, replays.progress(id).facility());
        return replays.stop(id);
    }

    @GetMapping("/unmapped")
    List<UnmappedCodes.Entry> unmapped(
            @RequestParam(required = false) String facility, @RequestParam(required = false) String kind) {
        return unmapped.list(access.list(blankToNull(facility)), blankToNull(kind));
    }

    /** Replays the messages in which the code stood, since it was first seen. */
    @PostMapping("/unmapped/replay")
    Replays.Progress replay(@RequestBody Line line) {
        String actor = access.manage("replay", 0, line.facility());
        require(line.reason(), line.facility() != null && line.kind() != null && line.code() != null);
        UnmappedCodes.Entry entry = entry(line.key());
        MessageFilter filter = new MessageFilter(
                null,
                line.facility(),
                null,
                null,
                null,
                line.kind(),
                null,
                null,
                List.of(),
                entry.firstMessage(),
                null,
                0);
        return replays.start(filter, line.code(), actor, line.reason());
    }

    /** Takes a line off the list; it comes back with the next message that has the code. */
    @PostMapping("/unmapped/forget")
    void forget(@RequestBody Line line) {
        access.manage("forget-code", 0, line.facility());
        if (!unmapped.forget(line.key())) {
            throw noSuchLine();
        }
    }

    private UnmappedCodes.Entry entry(UnmappedCodes.Key key) {
        return unmapped.find(key).orElseThrow(ReplayApi::noSuchLine);
    }

    private static HubFailure noSuchLine() {
        return new HubFailure(FailureCategory.NOT_FOUND, "HUB-0153", "no such line in the worklist");
    }

    private static void require(String reason, boolean selected) {
        if (!selected || reason == null || reason.isBlank()) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-0154", "a replay needs a facility or a time, and a reason");
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
