package org.yilian.hub.imaging.web;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.workitem.Workitem;
import org.yilian.hub.imaging.workitem.WorkitemRefused;
import org.yilian.hub.imaging.workitem.Workitems;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Piece;

/**
 * Who sees and does workitems: the hospital that made one and the one it asked to do it, each as far as it may see the studies
 * the workitem is about. Leaves the trace of what was told and done.
 */
@Component
class WorkitemAccess {
    private static final String TYPE = "Task";

    private final AccessPolicy policy;
    private final Workitems workitems;
    private final Region region;
    private final AuditTrail trail;

    WorkitemAccess(AccessPolicy policy, Workitems workitems, Region region, AuditTrail trail) {
        this.policy = policy;
        this.workitems = workitems;
        this.region = region;
        this.trail = trail;
    }

    /** The hospital whose workitems the caller reads; people of the region and who came by a link to one study have none. */
    String reading() {
        Caller caller = policy.requireRead(Door.DICOMWEB, TYPE);
        if (caller.onlyStudy().isPresent() || caller.facility() == null) {
            throw Refusal.forbidden();
        }
        return caller.facility();
    }

    /** The hospital on whose behalf the caller makes and does workitems; only hospital systems do. */
    Facility acting() {
        String code = Caller.current().facility();
        policy.requireWrite(Door.DICOMWEB_STORE, code);
        return region.facility(code).orElseThrow(Refusal::forbidden);
    }

    /** The workitem, if this hospital has to do with it and may see it. */
    Workitem seen(String uid, String facility) {
        return workitems
                .find(uid)
                .filter(each -> each.concerns(facility))
                .filter(each -> visible(List.of(each)).size() == 1)
                .orElseThrow(Refusal::notFound);
    }

    List<Workitem> visible(List<Workitem> found) {
        Caller caller = Caller.current();
        Set<Piece> pieces = found.stream().flatMap(WorkitemAccess::pieces).collect(Collectors.toSet());
        Set<Piece> seen = Set.copyOf(policy.visible(caller, pieces));
        return found.stream()
                .filter(each -> pieces(each).allMatch(seen::contains))
                .toList();
    }

    private static Stream<Piece> pieces(Workitem workitem) {
        Stream<String> about = workitem.studies().isEmpty() ? Stream.of(workitem.uid()) : workitem.studies().stream();
        return about.map(
                uid -> Piece.of("urn:oid:" + uid, workitem.facility(), workitem.patient(), DataCategory.IMAGING));
    }

    void read(Workitem workitem) {
        trail.record(about(Door.DICOMWEB, workitem));
    }

    /** @param question as it was asked */
    void searched(String question, List<Workitem> found) {
        trail.record(Access.query(Door.DICOMWEB, TYPE, question, resources(found), patients(found)));
    }

    /** Does this to a workitem the caller may see, and records who did so, whether it went well or not. */
    <T> T changing(Workitem workitem, String word, Supplier<T> work) {
        Access.Outcome outcome = Access.Outcome.ERROR;
        try {
            T done = work.get();
            outcome = Access.Outcome.SUCCESS;
            return done;
        } catch (WorkitemRefused e) {
            outcome = Access.Outcome.FAILED;
            throw e;
        } finally {
            trail.record(about(Door.DICOMWEB_STORE, workitem)
                    .as(Access.Action.UPDATE, word)
                    .ending(outcome));
        }
    }

    void created(Workitem workitem) {
        trail.record(about(Door.DICOMWEB_STORE, workitem).as(Access.Action.CREATE, "ups-create"));
    }

    private static Access about(Door door, Workitem workitem) {
        return Access.read(door, TYPE, resources(List.of(workitem)), patients(List.of(workitem)));
    }

    private static List<String> resources(Collection<Workitem> workitems) {
        return workitems.stream().map(each -> "urn:oid:" + each.uid()).toList();
    }

    private static List<String> patients(Collection<Workitem> workitems) {
        return workitems.stream()
                .map(Workitem::patient)
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> "Patient/" + id)
                .toList();
    }
}
