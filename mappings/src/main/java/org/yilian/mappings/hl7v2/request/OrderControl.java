package org.yilian.mappings.hl7v2.request;

import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * ORC-1, the verb of an order message (HL7 table 0119, v2.8 section 4.5.1.1). Who places orders asks for something: the
 * order says what, a Task that it is asked for. Who fills them tells how that went on.
 */
enum OrderControl {
    NW(Side.PLACES, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.REQUESTED),
    RO(Side.PLACES, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.REQUESTED),
    PR(Side.PLACES, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.REQUESTED),
    PA(Side.PLACES, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.REQUESTED),
    CH(Side.PLACES, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.REQUESTED),

    XO(Side.CHANGES, null, "change", TaskStatus.REQUESTED),
    XX(Side.CHANGES, null, null, null),
    RP(Side.CHANGES, null, "replace", TaskStatus.REQUESTED),
    CA(Side.CHANGES, null, "abort", TaskStatus.REQUESTED),
    DC(Side.CHANGES, ServiceRequestStatus.REVOKED, "abort", TaskStatus.REQUESTED),
    HD(Side.CHANGES, ServiceRequestStatus.ONHOLD, "suspend", TaskStatus.REQUESTED),
    RL(Side.CHANGES, ServiceRequestStatus.ACTIVE, "resume", TaskStatus.REQUESTED),
    SN(Side.CHANGES, null, null, null),
    SS(Side.CHANGES, null, null, null),
    LI(Side.CHANGES, null, null, null),
    UN(Side.CHANGES, null, null, null),
    MC(Side.CHANGES, null, null, null),
    RF(Side.CHANGES, null, null, null),
    AF(Side.CHANGES, ServiceRequestStatus.ACTIVE, null, null),

    OK(Side.TELLS, ServiceRequestStatus.ACTIVE, "fulfill", TaskStatus.ACCEPTED),
    NA(Side.TELLS, null, "fulfill", TaskStatus.RECEIVED),
    RR(Side.TELLS, null, "fulfill", TaskStatus.RECEIVED),
    UA(Side.TELLS, null, "fulfill", TaskStatus.REJECTED),
    DE(Side.TELLS, null, "fulfill", TaskStatus.FAILED),
    CR(Side.TELLS, ServiceRequestStatus.REVOKED, "abort", TaskStatus.COMPLETED),
    DR(Side.TELLS, ServiceRequestStatus.REVOKED, "abort", TaskStatus.COMPLETED),
    UC(Side.TELLS, null, "abort", TaskStatus.REJECTED),
    UD(Side.TELLS, null, "abort", TaskStatus.REJECTED),
    OC(Side.TELLS, ServiceRequestStatus.REVOKED, "fulfill", TaskStatus.CANCELLED),
    OD(Side.TELLS, ServiceRequestStatus.REVOKED, "fulfill", TaskStatus.CANCELLED),
    HR(Side.TELLS, ServiceRequestStatus.ONHOLD, "suspend", TaskStatus.COMPLETED),
    UH(Side.TELLS, ServiceRequestStatus.ACTIVE, "suspend", TaskStatus.REJECTED),
    OH(Side.TELLS, ServiceRequestStatus.ONHOLD, null, null),
    OR(Side.TELLS, ServiceRequestStatus.ACTIVE, "resume", TaskStatus.COMPLETED),
    UR(Side.TELLS, null, "resume", TaskStatus.REJECTED),
    OE(Side.TELLS, ServiceRequestStatus.ACTIVE, null, null),
    XR(Side.TELLS, null, "change", TaskStatus.COMPLETED),
    UX(Side.TELLS, null, "change", TaskStatus.REJECTED),
    RQ(Side.TELLS, ServiceRequestStatus.REVOKED, "replace", TaskStatus.COMPLETED),
    UM(Side.TELLS, null, "replace", TaskStatus.REJECTED),
    RU(Side.TELLS, ServiceRequestStatus.REVOKED, null, null),
    SC(Side.TELLS, null, null, null),
    SR(Side.TELLS, null, null, null),
    RE(Side.TELLS, null, null, null),
    CN(Side.TELLS, null, null, null),
    DF(Side.TELLS, null, null, null),
    UF(Side.TELLS, null, null, null),
    OF(Side.TELLS, null, null, null),
    FU(Side.TELLS, null, null, null),
    OP(Side.TELLS, null, null, null),
    PY(Side.TELLS, null, null, null),
    CP(Side.TELLS, null, null, null);

    /** Who speaks, which decides whose word counts: the order is what the placer says, its progress what the filler says. */
    enum Side {
        /** The order as a whole: what is not said is not so. */
        PLACES,
        /** Something about an order: what is not said stays. */
        CHANGES,
        /** The filler's report on an order that the placer made. */
        TELLS
    }

    private final Side side;
    private final ServiceRequestStatus status;
    private final String taskCode;
    private final TaskStatus taskStatus;

    OrderControl(Side side, ServiceRequestStatus status, String taskCode, TaskStatus taskStatus) {
        this.side = side;
        this.status = status;
        this.taskCode = taskCode;
        this.taskStatus = taskStatus;
    }

    /** Null when the code is not in the table. */
    static OrderControl of(String code) {
        for (OrderControl control : values()) {
            if (control.name().equals(code)) {
                return control;
            }
        }
        return null;
    }

    Side side() {
        return side;
    }

    /** What becomes of the order; null leaves it as it is. */
    ServiceRequestStatus status() {
        return status;
    }

    /** What is asked of the filler, a code of FHIR's task-code; null when nothing is. */
    String taskCode() {
        return taskCode;
    }

    TaskStatus taskStatus() {
        return taskStatus;
    }
}
