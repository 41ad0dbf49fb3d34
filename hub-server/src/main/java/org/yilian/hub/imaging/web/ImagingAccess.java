package org.yilian.hub.imaging.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.audit.RepeatedAccesses;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
import org.yilian.hub.imaging.StudyOwners;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.query.Condition;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.query.Query;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Piece;

/** The one place where the imaging doors ask whether they may answer, and leave the trace of what they answered. */
@Component
class ImagingAccess {
    private static final String TYPE = "ImagingStudy";

    private final AccessPolicy policy;
    private final Region region;
    private final People people;
    private final StudyOwners owners;
    private final AuditTrail trail;
    private final RepeatedAccesses repeated;

    ImagingAccess(
            AccessPolicy policy,
            Region region,
            People people,
            StudyOwners owners,
            AuditTrail trail,
            RepeatedAccesses repeated) {
        this.policy = policy;
        this.region = region;
        this.people = people;
        this.owners = owners;
        this.trail = trail;
        this.repeated = repeated;
    }

    /**
     * Decides on a search.
     *
     * @return what of all studies the caller may search; empty for all
     */
    Optional<Condition> visible() {
        return policy.requireRead(Door.DICOMWEB, TYPE).onlyStudy().map(Query::study);
    }

    /** Studies of one person of the region, under all of its certain numbers. */
    Condition ofPerson(long person) {
        return Condition.in(
                "st.patient_ref",
                people.recordsOf(person).stream()
                        .map(People.PersonLink::patient)
                        .toList());
    }

    /** Studies of the person that this study is of, under all certain numbers; the study itself where nobody is known. */
    Condition ofSamePerson(StudyOwners.Owned study) {
        return study.patientRef() == null
                ? Query.study(study.studyUid())
                : Condition.in("st.patient_ref", people.samePerson(study.patientRef()));
    }

    /** Decides on reading these instances and records the access, once per request. */
    void read(List<InstanceRow> instances) {
        requireRead(instances);
        trail.record(reading(instances));
    }

    /**
     * Decides on reading frames of this instance, each time. One record that is durable before the first of them leaves stands
     * for all that the caller reads of the study within a minute, and another tells how many requests that were (ADR 0103).
     */
    void readFrames(InstanceRow instance) {
        requireRead(List.of(instance));
        repeated.record(reading(List.of(instance)).as(Access.Action.READ, "frames"));
    }

    private void requireRead(List<InstanceRow> instances) {
        Optional<String> only = policy.requireRead(Door.DICOMWEB, TYPE).onlyStudy();
        if (only.isPresent() && !instances.stream().allMatch(each -> only.get().equals(each.studyUid()))) {
            throw Refusal.notFound();
        }
        Set<Piece> pieces = instances.stream()
                .map(each -> Piece.study(each.studyUid(), each.facility(), each.patientRef()))
                .collect(Collectors.toSet());
        if (policy.visible(Caller.current(), pieces).size() < pieces.size()) {
            throw Refusal.notFound();
        }
    }

    private static Access reading(List<InstanceRow> instances) {
        return Access.read(
                Door.DICOMWEB,
                TYPE,
                studies(instances.stream().map(InstanceRow::studyUid)),
                patients(instances.stream().map(InstanceRow::patientRef)));
    }

    /** Those of the answers that the caller may see. */
    List<ImageSearch.Answer> visible(List<ImageSearch.Answer> answers) {
        Map<String, String> facilities = owners.facilities(
                answers.stream().map(ImageSearch.Answer::studyUid).distinct().toList());
        return policy.visible(
                Caller.current(),
                answers,
                each -> Piece.study(each.studyUid(), facilities.get(each.studyUid()), each.patientRef()));
    }

    /** Whether the caller may see a study before anything is asked about it. */
    boolean sees(StudyOwners.Owned study) {
        return !policy.visible(
                        Caller.current(), List.of(Piece.study(study.studyUid(), study.facility(), study.patientRef())))
                .isEmpty();
    }

    /**
     * Records a search.
     *
     * @param question as it was asked
     */
    void searched(String question, List<ImageSearch.Answer> answers) {
        trail.record(Access.query(
                Door.DICOMWEB,
                TYPE,
                question,
                studies(answers.stream().map(ImageSearch.Answer::studyUid)),
                patients(answers.stream().map(ImageSearch.Answer::patientRef))));
    }

    private static List<String> studies(Stream<String> uids) {
        return uids.distinct().map(uid -> "urn:oid:" + uid).toList();
    }

    private static List<String> patients(Stream<String> references) {
        return references
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> "Patient/" + id)
                .toList();
    }

    /** The facility on whose behalf the caller stores; only hospital systems store. */
    Facility storingFacility() {
        String code = Caller.current().facility();
        policy.requireWrite(Door.DICOMWEB_STORE, code);
        return region.facility(code).orElseThrow(Refusal::forbidden);
    }

    /** Name of the storing system, for the trace. */
    String source() {
        return Caller.current().name();
    }

    /**
     * Records a request to store: the studies it added to.
     *
     * @param how name of the service
     */
    void stored(String how, Collection<String> studyUids, int failed) {
        trail.record(Access.read(Door.DICOMWEB_STORE, TYPE, studies(studyUids.stream()), List.of())
                .as(Access.Action.CREATE, how)
                .ending(failed == 0 ? Access.Outcome.SUCCESS : Access.Outcome.FAILED));
    }

    /**
     * Removes by this work, and records who did so, whether it went well or not.
     *
     * @param work gives the Patient the study is about, null where it has none
     */
    void removed(String studyUid, Supplier<String> work) {
        Access.Outcome outcome = Access.Outcome.FAILED;
        String patient = null;
        try {
            patient = work.get();
            outcome = Access.Outcome.SUCCESS;
        } finally {
            trail.record(Access.read(
                            Door.DICOMWEB_STORE,
                            TYPE,
                            studies(Stream.of(studyUid)),
                            patients(Stream.ofNullable(patient)))
                    .as(Access.Action.DELETE, "delete")
                    .ending(outcome));
        }
    }

    /** Whether the caller may save key images in this study: radiologists of its hospital. */
    boolean marks(StudyOwners.Owned study) {
        Caller caller = Caller.current();
        return policy.decide(caller, Door.KEY_IMAGES).allowed()
                && study.facility().equals(caller.facility());
    }

    /** Records that somebody asked what may be done with a study. */
    void askedAbout(StudyOwners.Owned study) {
        policy.requireRead(Door.DICOMWEB, TYPE);
        trail.record(Access.read(
                Door.DICOMWEB,
                TYPE,
                studies(Stream.of(study.studyUid())),
                patients(Stream.ofNullable(study.patientRef()))));
    }

    /** Saves key images for the hospital whose study it is, and records who did so, whether it went well or not. */
    <T> T marking(StudyOwners.Owned study, Function<Facility, T> work) {
        return changing(study, Access.Action.CREATE, "key-images", work);
    }

    /** Takes key images back, and records who did so, whether it went well or not. */
    void unmarking(StudyOwners.Owned study, Runnable work) {
        changing(study, Access.Action.DELETE, "key-images-withdraw", facility -> {
            work.run();
            return facility;
        });
    }

    private <T> T changing(StudyOwners.Owned study, Access.Action action, String word, Function<Facility, T> work) {
        policy.requireWrite(Door.KEY_IMAGES, study.facility());
        Facility facility = region.facility(study.facility()).orElseThrow(Refusal::forbidden);
        Access.Outcome outcome = Access.Outcome.FAILED;
        try {
            T done = work.apply(facility);
            outcome = Access.Outcome.SUCCESS;
            return done;
        } finally {
            trail.record(Access.read(
                            Door.KEY_IMAGES,
                            TYPE,
                            studies(Stream.of(study.studyUid())),
                            patients(Stream.ofNullable(study.patientRef())))
                    .as(action, word)
                    .ending(outcome));
        }
    }

    /** Who decides about quarantined objects. */
    String operator() {
        return policy.requireRead(Door.MESSAGES).name();
    }
}
