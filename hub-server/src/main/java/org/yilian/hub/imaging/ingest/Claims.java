package org.yilian.hub.imaging.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What objects that are promised, or were until lately, say: which instance has which bytes, and whose a study is. The index
 * says it of all older ones. Together they decide about an object before it is answered, without the index being up to date.
 *
 * <p>Use: {@link #now}, then ask the index, then {@link #claim} with what it said. A claim that was granted is {@linkplain
 * #settle settled} when the index has the object, or {@linkplain #withdraw withdrawn}. Settled claims are remembered for
 * {@value #REMEMBERED} more, so that an answer of the index that was older than a claim is noticed.
 */
@Component
class Claims {
    static final int REMEMBERED = 8_192;

    /** To whom a study belongs. */
    record Owner(String facility, String patientId) {}

    enum Answer {
        /** The object may be promised. */
        GRANTED,
        /** Another that is promised, or was while the index was asked, says otherwise or the same: ask again. */
        ASK_AGAIN
    }

    private record Claim(String sopUid, String studyUid, long settled) {
        static final long NOT_YET = Long.MAX_VALUE;
    }

    private static final class Study {
        /** Null: ask the index. */
        private final Owner owner;

        private int promised;
        private long settled;

        Study(Owner owner) {
            this.owner = owner;
        }
    }

    private final Map<String, Claim> instances = new HashMap<>();
    private final Deque<Claim> remembered = new ArrayDeque<>();
    private final Map<String, Study> studies = new LinkedHashMap<>(16, 0.75f, true);
    private long clock;

    /** A moment: pass it to {@link #claim} with what the index said after it. */
    synchronized long now() {
        return clock;
    }

    /** Whose a study is, as far as it is known here; null where it is not. What is said here may be outdated. */
    synchronized Owner owner(String studyUid) {
        Study study = studies.get(studyUid);
        return study == null ? null : study.owner;
    }

    /**
     * Claims an instance that the index did not have at that moment, in a study that the index said was this owner's or nobody's.
     */
    synchronized Answer claim(long asked, String sopUid, String studyUid, Owner owner) {
        Claim other = instances.get(sopUid);
        if (clock - asked >= REMEMBERED || other != null && other.settled() > asked) {
            return Answer.ASK_AGAIN;
        }
        Study study = studies.get(studyUid);
        if (study != null && !owner.equals(study.owner) && (study.promised > 0 || study.settled > asked)) {
            return Answer.ASK_AGAIN;
        }
        grant(sopUid, studyUid, study != null && owner.equals(study.owner) ? study : begin(studyUid, owner));
        return Answer.GRANTED;
    }

    /**
     * Claims an instance for somebody who decides without asking; afterwards the index is asked whose the study is.
     *
     * @return false while something is promised that it could contradict
     */
    synchronized boolean seize(String sopUid, String studyUid) {
        Claim other = instances.get(sopUid);
        Study study = studies.get(studyUid);
        if (other != null && other.settled() == Claim.NOT_YET || study != null && study.promised > 0) {
            return false;
        }
        grant(sopUid, studyUid, begin(studyUid, null));
        return true;
    }

    private void grant(String sopUid, String studyUid, Study study) {
        study.promised++;
        instances.put(sopUid, new Claim(sopUid, studyUid, Claim.NOT_YET));
    }

    private Study begin(String studyUid, Owner owner) {
        Study study = new Study(owner);
        studies.put(studyUid, study);
        forgetStudies();
        return study;
    }

    /** The index, or the quarantine, has the object. */
    synchronized void settle(String sopUid) {
        Claim claim = instances.get(sopUid);
        clock++;
        release(claim);
        Claim settled = new Claim(sopUid, claim.studyUid(), clock);
        instances.put(sopUid, settled);
        remembered.add(settled);
        if (remembered.size() > REMEMBERED) {
            Claim oldest = remembered.remove();
            instances.remove(oldest.sopUid(), oldest);
        }
    }

    /** Nothing was promised after all. */
    synchronized void withdraw(String sopUid) {
        release(instances.remove(sopUid));
    }

    private void release(Claim claim) {
        Study study = studies.get(claim.studyUid());
        if (study != null) {
            study.promised--;
            study.settled = clock;
        }
    }

    /** Of the longest unused ones, those that nothing is promised of. */
    private void forgetStudies() {
        if (studies.size() > REMEMBERED) {
            var eldest = studies.values().iterator();
            if (eldest.next().promised == 0) {
                eldest.remove();
            }
        }
    }
}
