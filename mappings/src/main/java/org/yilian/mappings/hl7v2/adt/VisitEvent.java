package org.yilian.mappings.hl7v2.adt;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.yilian.mappings.change.Whereabouts.Event;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * ADT events about one patient and, mostly, one visit (HL7 v2.8 section 3.3): what each makes of the visit. Patient and
 * Encounter are merged, so that what a message does not say stays.
 */
public enum VisitEvent {
    A01(EncounterStatus.INPROGRESS, Event.ADMITTED),
    A02(null, Event.MOVED),
    A03(EncounterStatus.FINISHED, Event.LEFT),
    A04(EncounterStatus.INPROGRESS, Event.ADMITTED),
    A05(EncounterStatus.PLANNED, Event.STATED),
    A06(EncounterStatus.INPROGRESS, Event.MOVED),
    A07(EncounterStatus.INPROGRESS, Event.MOVED),
    A08(null, Event.STATED),
    A09(null, Event.DEPARTED),
    A10(null, Event.ARRIVED),
    A11(EncounterStatus.CANCELLED, Event.STATED),
    A12(null, Event.MOVE_CANCELLED),
    A13(EncounterStatus.INPROGRESS, Event.LEAVING_CANCELLED),
    A14(EncounterStatus.PLANNED, Event.STATED),
    A15(null, Event.STATED),
    A16(null, Event.STATED),
    A21(EncounterStatus.ONLEAVE, Event.STATED),
    A22(EncounterStatus.INPROGRESS, Event.STATED),
    A23(EncounterStatus.ENTEREDINERROR, Event.STATED),
    A25(null, Event.STATED),
    A26(null, Event.PENDING_CANCELLED),
    A27(EncounterStatus.CANCELLED, Event.STATED),
    A28(null, Event.STATED),
    A29(null, Event.STATED),
    A31(null, Event.STATED),
    A32(null, Event.TRACKING_CANCELLED),
    A33(null, Event.TRACKING_CANCELLED),
    A38(EncounterStatus.CANCELLED, Event.STATED),
    A52(EncounterStatus.INPROGRESS, Event.STATED),
    A53(EncounterStatus.ONLEAVE, Event.STATED),
    A54(null, Event.STATED),
    A55(null, Event.STATED),
    A61(null, Event.STATED),
    A62(null, Event.STATED);

    /** What was said before was never so. */
    private static final Set<VisitEvent> TAKES_BACK = EnumSet.of(A11, A13, A23, A27, A38, A52, A53);

    /** The visit becomes one of another class. */
    private static final Set<VisitEvent> CHANGES_CLASS = EnumSet.of(A01, A04, A06, A07);

    /** Messages about a person, in which PV1 is a formality. */
    private static final Set<VisitEvent> PERSONAL = EnumSet.of(A28, A29, A31);

    /** Messages that say all a sender knows, so that its lists can be complete. */
    private static final Set<VisitEvent> LISTS = EnumSet.of(A01, A04, A05, A08, A28, A31);

    private final EncounterStatus status;
    private final Event whereabouts;

    VisitEvent(EncounterStatus status, Event whereabouts) {
        this.status = status;
        this.whereabouts = whereabouts;
    }

    /** Translates a message about one patient. */
    public void translate(MessageContext context) {
        List<Group> patients = AdtGrammar.patients(context);
        if (patients.isEmpty()) {
            context.remark(RemarkCode.NO_PATIENT, "PID");
            return;
        }
        new PersonMessage(context, this, patients.get(0), EventTimes.of(context)).write();
    }

    /** What the event makes of Encounter.status; null leaves it as it is. */
    EncounterStatus status() {
        return status;
    }

    Event whereabouts() {
        return whereabouts;
    }

    boolean takesBack() {
        return TAKES_BACK.contains(this);
    }

    boolean changesClass() {
        return CHANGES_CLASS.contains(this);
    }

    boolean isPersonal() {
        return PERSONAL.contains(this);
    }

    boolean lists() {
        return LISTS.contains(this);
    }
}
