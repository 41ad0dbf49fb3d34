package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Command sets of PS3.7 section 6.3.1. */
class CommandSetTest {

    @Example
    void aRequestReadsBackAsWritten() throws Exception {
        byte[] bytes = new CommandSet(Command.C_STORE_RQ)
                .uid(CommandSet.AFFECTED_SOP_CLASS_UID, "1.2.3")
                .us(CommandSet.MESSAGE_ID, 65535)
                .withDataSet()
                .encode();

        CommandSet read = CommandSet.decode(bytes, bytes.length);

        assertThat(read.command()).isEqualTo(Command.C_STORE_RQ);
        assertThat(read.uid(CommandSet.AFFECTED_SOP_CLASS_UID)).isEqualTo("1.2.3");
        assertThat(read.us(CommandSet.MESSAGE_ID)).isEqualTo(65535);
        assertThat(read.hasDataSet()).isTrue();
        assertThat(read.encode()).isEqualTo(bytes);
    }

    @Example
    void aResponseRepeatsWhatTheRequestNamed() throws Exception {
        CommandSet request = new CommandSet(Command.N_ACTION_RQ)
                .uid(CommandSet.REQUESTED_SOP_CLASS_UID, "1.2.3")
                .uid(CommandSet.REQUESTED_SOP_INSTANCE_UID, "1.2.3.4")
                .us(CommandSet.MESSAGE_ID, 7);

        CommandSet response = request.response(DimseStatus.OUT_OF_RESOURCES.withComment("no room"));

        assertThat(response.command()).isEqualTo(Command.N_ACTION_RSP);
        assertThat(response.us(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO)).isEqualTo(7);
        assertThat(response.uid(CommandSet.AFFECTED_SOP_CLASS_UID)).isEqualTo("1.2.3");
        assertThat(response.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID)).isEqualTo("1.2.3.4");
        assertThat(response.status()).isEqualTo(new DimseStatus(0xA700, "no room"));
        assertThat(response.hasDataSet()).isFalse();
    }

    @Example
    void aMissingNumberIsTheProtocolsFailure() throws Exception {
        CommandSet request = new CommandSet(Command.C_ECHO_RQ);

        assertThatThrownBy(() -> request.us(CommandSet.MESSAGE_ID)).isInstanceOf(ProtocolException.class);
    }

    @Property(tries = 1000)
    void garbageIsRefusedOrReadButNeverFailsOtherwise(@ForAll @Size(max = 100) byte[] bytes) {
        try {
            CommandSet.decode(bytes, bytes.length);
        } catch (ProtocolException e) {
            assertThat(e.abortReason()).isEqualTo(Pdu.Abort.INVALID_PDU_PARAMETER_VALUE);
        }
    }
}
