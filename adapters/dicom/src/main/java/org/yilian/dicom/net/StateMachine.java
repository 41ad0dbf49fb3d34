package org.yilian.dicom.net;

import java.util.EnumMap;
import java.util.Map;

/**
 * The state machine of PS3.8 section 9.2, table 9-10, as data: for a state and an event the action to take and the state
 * after it. It does nothing itself; {@link Association} carries the actions out. Not thread safe.
 */
final class StateMachine {
    /** Table 9-1 to 9-5. */
    enum State {
        IDLE, // Sta1
        AWAITING_ASSOCIATE_RQ, // Sta2
        AWAITING_LOCAL_ASSOCIATE_RESPONSE, // Sta3
        AWAITING_TRANSPORT_OPEN, // Sta4
        AWAITING_ASSOCIATE_AC_OR_RJ, // Sta5
        ESTABLISHED, // Sta6
        AWAITING_RELEASE_RP, // Sta7
        AWAITING_LOCAL_RELEASE_RESPONSE, // Sta8
        COLLISION_REQUESTOR_AWAITING_LOCAL_RESPONSE, // Sta9
        COLLISION_ACCEPTOR_AWAITING_RELEASE_RP, // Sta10
        COLLISION_REQUESTOR_AWAITING_RELEASE_RP, // Sta11
        COLLISION_ACCEPTOR_AWAITING_LOCAL_RESPONSE, // Sta12
        AWAITING_TRANSPORT_CLOSE // Sta13
    }

    /** The rows of table 9-10, in its order. */
    enum Event {
        ASSOCIATE_REQUEST,
        TRANSPORT_CONFIRMED,
        ASSOCIATE_AC,
        ASSOCIATE_RJ,
        TRANSPORT_INDICATED,
        ASSOCIATE_RQ,
        ASSOCIATE_ACCEPT,
        ASSOCIATE_REJECT,
        P_DATA_REQUEST,
        P_DATA_TF,
        RELEASE_REQUEST,
        RELEASE_RQ,
        RELEASE_RP,
        RELEASE_RESPONSE,
        ABORT_REQUEST,
        ABORT,
        TRANSPORT_CLOSED,
        ARTIM_EXPIRED,
        INVALID_PDU
    }

    /** Tables 9-6 to 9-9. */
    enum Action {
        AE_1,
        AE_2,
        AE_3,
        AE_4,
        AE_5,
        AE_6,
        AE_7,
        AE_8,
        DT_1,
        DT_2,
        AR_1,
        AR_2,
        AR_3,
        AR_4,
        AR_5,
        AR_6,
        AR_7,
        AR_8,
        AR_9,
        AR_10,
        AA_1,
        AA_2,
        AA_3,
        AA_4,
        AA_5,
        AA_6,
        AA_7,
        AA_8
    }

    private record Step(Action action, int nextState) {}

    /** Rows as in {@link Event}, columns Sta1 to Sta13, entries action and next state, "-" for what cannot happen. */
    private static final String TABLE = """
            AE1:4 - - - - - - - - - - - -
            - - - AE2:5 - - - - - - - - -
            - AA1:13 AA8:13 - AE3:6 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA6:13
            - AA1:13 AA8:13 - AE4:1 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA6:13
            AE5:2 - - - - - - - - - - - -
            - AE6:3 AA8:13 - AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA7:13
            - - AE7:6 - - - - - - - - - -
            - - AE8:13 - - - - - - - - - -
            - - - - - DT1:6 - AR7:8 - - - - -
            - AA1:13 AA8:13 - AA8:13 DT2:6 AR6:7 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA6:13
            - - - - - AR1:7 - - - - - - -
            - AA1:13 AA8:13 - AA8:13 AR2:8 AR8:9 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA6:13
            - AA1:13 AA8:13 - AA8:13 AA8:13 AR3:1 AA8:13 AA8:13 AR10:12 AR3:1 AA8:13 AA6:13
            - - - - - - - AR4:13 AR9:11 - - AR4:13 -
            - - AA1:13 AA2:1 AA1:13 AA1:13 AA1:13 AA1:13 AA1:13 AA1:13 AA1:13 AA1:13 -
            - AA2:1 AA3:1 - AA3:1 AA3:1 AA3:1 AA3:1 AA3:1 AA3:1 AA3:1 AA3:1 AA2:1
            - AA5:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AA4:1 AR5:1
            - AA2:1 - - - - - - - - - - AA2:1
            - AA1:13 AA8:13 - AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA8:13 AA7:13
            """;

    private static final Map<Event, Step[]> STEPS = parse();

    private final boolean requestor;
    private State state = State.IDLE;

    /** @param requestor whether this side asked for the association; decides the way out of a release collision */
    StateMachine(boolean requestor) {
        this.requestor = requestor;
    }

    State state() {
        return state;
    }

    /**
     * Takes the step for an event.
     *
     * @throws IllegalStateException if the event cannot happen in this state: always our own fault
     */
    Action on(Event event) {
        Step step = STEPS.get(event)[state.ordinal()];
        if (step == null) {
            throw new IllegalStateException(event + " in state " + state);
        }
        state = State.values()[step.nextState - 1];
        if (step.action == Action.AR_8 && !requestor) {
            state = State.COLLISION_ACCEPTOR_AWAITING_RELEASE_RP;
        }
        return step.action;
    }

    boolean allows(Event event) {
        return STEPS.get(event)[state.ordinal()] != null;
    }

    static boolean defined(Event event, State state) {
        return STEPS.get(event)[state.ordinal()] != null;
    }

    private static Map<Event, Step[]> parse() {
        Map<Event, Step[]> steps = new EnumMap<>(Event.class);
        String[] rows = TABLE.strip().split("\n");
        for (Event event : Event.values()) {
            String[] cells = rows[event.ordinal()].strip().split(" +");
            Step[] row = new Step[State.values().length];
            for (int i = 0; i < row.length; i++) {
                row[i] = cells[i].equals("-") ? null : step(cells[i]);
            }
            steps.put(event, row);
        }
        return steps;
    }

    private static Step step(String cell) {
        int colon = cell.indexOf(':');
        String action = cell.substring(0, 2) + "_" + cell.substring(2, colon);
        return new Step(Action.valueOf(action), Integer.parseInt(cell.substring(colon + 1)));
    }
}
