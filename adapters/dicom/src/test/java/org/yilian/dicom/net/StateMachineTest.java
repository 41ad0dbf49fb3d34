package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.net.StateMachine.Action;
import org.yilian.dicom.net.StateMachine.Event;
import org.yilian.dicom.net.StateMachine.State;

/** The state machine of PS3.8 section 9.2. */
class StateMachineTest {

    @Test
    void hasTheTransitionsOfTable9_10() {
        long transitions = Arrays.stream(Event.values())
                .mapToLong(event -> Arrays.stream(State.values())
                        .filter(state -> StateMachine.defined(event, state))
                        .count())
                .sum();

        assertThat(transitions).isEqualTo(123);
    }

    @Test
    void everyPduAndTheEndOfTheConnectionHasAnAnswerInEveryStateWithAnOpenConnection() {
        for (State state : State.values()) {
            if (state != State.IDLE && state != State.AWAITING_TRANSPORT_OPEN) {
                for (Event event : new Event[] {
                    Event.ASSOCIATE_RQ,
                    Event.ASSOCIATE_AC,
                    Event.ASSOCIATE_RJ,
                    Event.P_DATA_TF,
                    Event.RELEASE_RQ,
                    Event.RELEASE_RP,
                    Event.ABORT,
                    Event.INVALID_PDU,
                    Event.TRANSPORT_CLOSED
                }) {
                    assertThat(StateMachine.defined(event, state))
                            .as("%s in %s", event, state)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void requestorLeavesAReleaseCollisionByAnsweringFirst() {
        StateMachine requestor = established(true);

        assertThat(requestor.on(Event.RELEASE_REQUEST)).isEqualTo(Action.AR_1);
        assertThat(requestor.on(Event.RELEASE_RQ)).isEqualTo(Action.AR_8);
        assertThat(requestor.state()).isEqualTo(State.COLLISION_REQUESTOR_AWAITING_LOCAL_RESPONSE);
        assertThat(requestor.on(Event.RELEASE_RESPONSE)).isEqualTo(Action.AR_9);
        assertThat(requestor.on(Event.RELEASE_RP)).isEqualTo(Action.AR_3);
        assertThat(requestor.state()).isEqualTo(State.IDLE);
    }

    @Test
    void acceptorLeavesAReleaseCollisionByWaitingForTheRequestor() {
        StateMachine acceptor = established(false);

        acceptor.on(Event.RELEASE_REQUEST);
        assertThat(acceptor.on(Event.RELEASE_RQ)).isEqualTo(Action.AR_8);
        assertThat(acceptor.state()).isEqualTo(State.COLLISION_ACCEPTOR_AWAITING_RELEASE_RP);
        assertThat(acceptor.allows(Event.RELEASE_RESPONSE)).isFalse();
        assertThat(acceptor.on(Event.RELEASE_RP)).isEqualTo(Action.AR_10);
        assertThat(acceptor.on(Event.RELEASE_RESPONSE)).isEqualTo(Action.AR_4);
        assertThat(acceptor.state()).isEqualTo(State.AWAITING_TRANSPORT_CLOSE);
    }

    @Test
    void refusesWhatOnlyOurOwnFaultCouldCause() {
        StateMachine idle = new StateMachine(true);

        assertThatIllegalStateException().isThrownBy(() -> idle.on(Event.P_DATA_REQUEST));
    }

    private static StateMachine established(boolean requestor) {
        StateMachine machine = new StateMachine(requestor);
        if (requestor) {
            machine.on(Event.ASSOCIATE_REQUEST);
            machine.on(Event.TRANSPORT_CONFIRMED);
            machine.on(Event.ASSOCIATE_AC);
        } else {
            machine.on(Event.TRANSPORT_INDICATED);
            machine.on(Event.ASSOCIATE_RQ);
            machine.on(Event.ASSOCIATE_ACCEPT);
        }
        assertThat(machine.state()).isEqualTo(State.ESTABLISHED);
        return machine;
    }
}
