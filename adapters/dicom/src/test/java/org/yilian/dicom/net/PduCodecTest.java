package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.yilian.dicom.net.Pdu.ContextResult;
import org.yilian.dicom.net.Pdu.ProposedContext;
import org.yilian.dicom.net.UserInformation.AsynchronousOperations;
import org.yilian.dicom.net.UserInformation.Bytes;
import org.yilian.dicom.net.UserInformation.CommonExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.RoleSelection;

/** PDUs of PS3.8 section 9.3 as bytes and back. */
class PduCodecTest {

    @Property(tries = 300)
    void everyPduReadsBackAsWritten(@ForAll("pdus") Pdu pdu) throws Exception {
        assertThat(decode(PduEncoder.encode(pdu))).isEqualTo(pdu);
    }

    @Property(tries = 300)
    void everyPrefixIsRefusedOrReadButNeverFailsOtherwise(
            @ForAll("pdus") Pdu pdu, @ForAll @IntRange(max = 5000) int cut) throws Exception {
        byte[] bytes = PduEncoder.encode(pdu);
        int length = Math.min(Pdu.HEADER_LENGTH + cut, bytes.length);
        decodeOrRefuse(bytes[0], Arrays.copyOfRange(bytes, Pdu.HEADER_LENGTH, length));
    }

    @Property(tries = 1000)
    void aFlippedByteIsRefusedOrReadButNeverFailsOtherwise(
            @ForAll("pdus") Pdu pdu, @ForAll @IntRange(max = 5000) int at, @ForAll byte value) {
        byte[] bytes = PduEncoder.encode(pdu);
        byte[] content = Arrays.copyOfRange(bytes, Pdu.HEADER_LENGTH, bytes.length);
        content[at % content.length] = value;
        decodeOrRefuse(bytes[0], content);
    }

    @Property(tries = 1000)
    void garbageIsRefusedOrReadButNeverFailsOtherwise(
            @ForAll @IntRange(max = 9) int type, @ForAll @Size(max = 300) byte[] content) {
        decodeOrRefuse(type, content);
    }

    @Example
    void unknownItemsAreSkipped() throws Exception {
        Pdu.AssociateRq rq = new Pdu.AssociateRq(
                1,
                "CALLED",
                "CALLING",
                Pdu.APPLICATION_CONTEXT,
                List.of(new ProposedContext(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"))),
                UserInformation.of(16384, "1.2.3", "V"));
        byte[] bytes = PduEncoder.encode(rq);
        byte[] content = Arrays.copyOfRange(bytes, Pdu.HEADER_LENGTH, bytes.length + 6);
        content[content.length - 6] = 0x77;
        content[content.length - 3] = 2;

        assertThat(PduDecoder.decode(bytes[0], content)).isEqualTo(rq);
    }

    @Example
    void aContextIdUsedTwiceIsRefused() {
        ProposedContext context = new ProposedContext(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"));
        byte[] bytes = PduEncoder.encode(new Pdu.AssociateRq(
                1, "A", "B", Pdu.APPLICATION_CONTEXT, List.of(context, context), UserInformation.of(0, null, null)));

        assertThatThrownBy(() -> decode(bytes)).isInstanceOf(ProtocolException.class);
    }

    @Example
    void theTextOfAnIdentityDoesNotShowIt() {
        assertThat(UserIdentity.user("somebody", "secret").toString()).doesNotContain("somebody", "secret");
    }

    private static void decodeOrRefuse(int type, byte[] content) {
        try {
            PduDecoder.decode(type, content);
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static Pdu decode(byte[] bytes) throws ProtocolException {
        int length = (bytes[2] & 0xFF) << 24 | (bytes[3] & 0xFF) << 16 | (bytes[4] & 0xFF) << 8 | bytes[5] & 0xFF;
        assertThat(length).isEqualTo(bytes.length - Pdu.HEADER_LENGTH);
        return PduDecoder.decode(bytes[0], Arrays.copyOfRange(bytes, Pdu.HEADER_LENGTH, bytes.length));
    }

    @Provide
    Arbitrary<Pdu> pdus() {
        Arbitrary<Pdu> requests = Combinators.combine(
                        Arbitraries.of(1, 3), aeTitles(), aeTitles(), proposedContexts(), users())
                .as((version, called, calling, contexts, user) ->
                        new Pdu.AssociateRq(version, called, calling, Pdu.APPLICATION_CONTEXT, contexts, user));
        Arbitrary<Pdu> acceptances = Combinators.combine(aeTitles(), aeTitles(), results(), users())
                .as((called, calling, results, user) ->
                        new Pdu.AssociateAc(1, called, calling, Pdu.APPLICATION_CONTEXT, results, user));
        Arbitrary<Integer> octets = Arbitraries.integers().between(0, 255);
        Arbitrary<Pdu> rejections = Combinators.combine(octets, octets, octets).as(Pdu.AssociateRj::new);
        Arbitrary<Pdu> aborts = Combinators.combine(octets, octets).as(Pdu.Abort::new);
        return Arbitraries.oneOf(
                requests,
                acceptances,
                rejections,
                aborts,
                Arbitraries.of(new Pdu.ReleaseRq(), new Pdu.ReleaseRp()).map(Pdu.class::cast));
    }

    private static Arbitrary<String> aeTitles() {
        return Arbitraries.strings()
                .withChars('A', 'Z', '0', '_')
                .ofMinLength(1)
                .ofMaxLength(16);
    }

    private static Arbitrary<String> uids() {
        return Arbitraries.strings().withChars("0123456789.").ofMinLength(1).ofMaxLength(64);
    }

    private static Arbitrary<List<ProposedContext>> proposedContexts() {
        return Combinators.combine(uids(), uids().list().ofMaxSize(4))
                .as(Context::new)
                .list()
                .ofMaxSize(128)
                .map(contexts -> numbered(
                        contexts.size(),
                        (id, i) -> new ProposedContext(
                                id, contexts.get(i).abstractSyntax, contexts.get(i).transferSyntaxes)));
    }

    private static Arbitrary<List<ContextResult>> results() {
        return uids().list()
                .ofMaxSize(128)
                .map(uids -> numbered(uids.size(), (id, i) -> new ContextResult(id, i % 5, uids.get(i))));
    }

    private record Context(String abstractSyntax, List<String> transferSyntaxes) {}

    private interface Numbered<T> {
        T of(int id, int index);
    }

    private static <T> List<T> numbered(int size, Numbered<T> each) {
        return IntStream.range(0, size).mapToObj(i -> each.of(2 * i + 1, i)).toList();
    }

    private static Arbitrary<UserInformation> users() {
        Arbitrary<Integer> octets = Arbitraries.integers().between(0, 0xFFFF);
        Arbitrary<Bytes> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::new);
        var roles = Combinators.combine(uids(), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(RoleSelection::new)
                .list()
                .ofMaxSize(3);
        var extended = Combinators.combine(uids(), bytes)
                .as(ExtendedNegotiation::new)
                .list()
                .ofMaxSize(3);
        var common = Combinators.combine(uids(), uids(), uids().list().ofMaxSize(3))
                .as(CommonExtendedNegotiation::new)
                .list()
                .ofMaxSize(3);
        var identity = Combinators.combine(Arbitraries.integers().between(1, 5), bytes, bytes)
                .as((type, first, second) -> new UserIdentity(type, true, first.value(), second.value()))
                .injectNull(0.5);
        var window = Combinators.combine(octets, octets)
                .as(AsynchronousOperations::new)
                .injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 0xFFFFFFFFL),
                        uids().injectNull(0.3),
                        aeTitles().injectNull(0.3),
                        window,
                        roles,
                        extended,
                        common,
                        identity)
                .as((length, classUid, version, asynchronous, r, e, c, i) ->
                        new UserInformation(length, classUid, version, asynchronous, new ArrayList<>(r), e, c, i, null))
                .flatMap(user -> bytes.injectNull(0.5).map(user::withUserIdentityResponse));
    }
}
