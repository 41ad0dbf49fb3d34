package org.yilian.dicom.net;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;

/** What a server offers: its handlers, and from them the SOP classes and transfer syntaxes it accepts. */
record Services(
        EchoHandler echo,
        StoreHandler store,
        Map<String, FindHandler> finds,
        Map<String, RetrieveHandler> gets,
        Map<String, RetrieveHandler> moves,
        MoveDestinations destinations,
        Map<String, NormalizedHandler> normalized,
        QueryOptions queryOptions,
        Set<String> privateStorageClasses,
        Set<String> storageTransferSyntaxes) {

    private static final Set<String> ALL_TRANSFER_SYNTAXES =
            TransferSyntax.all().stream().map(TransferSyntax::uid).collect(Collectors.toUnmodifiableSet());

    /** What data sets without pixels travel in; all of them are read by our own data set reader. */
    private static final Set<String> PLAIN_TRANSFER_SYNTAXES = Set.of(
            UID.ImplicitVRLittleEndian,
            UID.ExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian,
            UID.DeflatedExplicitVRLittleEndian);

    /** Root of the SOP classes of the storage service class; newer than our registry as they may be. */
    private static final String STORAGE_ROOT = "1.2.840.10008.5.1.4.1.1.";

    Services {
        finds = Map.copyOf(finds);
        gets = Map.copyOf(gets);
        moves = Map.copyOf(moves);
        normalized = Map.copyOf(normalized);
    }

    static Set<String> allTransferSyntaxes() {
        return ALL_TRANSFER_SYNTAXES;
    }

    boolean isStorage(String sopClassUid) {
        return UID.isStorage(sopClassUid)
                || sopClassUid.startsWith(STORAGE_ROOT)
                || privateStorageClasses.contains(sopClassUid);
    }

    /** Storage classes are accepted for C-GET too, where the requestor is to be the SCP. */
    boolean supports(String sopClassUid) {
        return sopClassUid.equals(UID.Verification)
                || (store != null || !gets.isEmpty()) && isStorage(sopClassUid)
                || finds.containsKey(sopClassUid)
                || gets.containsKey(sopClassUid)
                || moves.containsKey(sopClassUid)
                || normalized.containsKey(sopClassUid);
    }

    boolean isQueryModel(String sopClassUid) {
        return finds.containsKey(sopClassUid) || gets.containsKey(sopClassUid) || moves.containsKey(sopClassUid);
    }

    /** Retrieval knows the first option only; its second byte asks for conversions that nobody here makes. */
    QueryOptions optionsOf(String sopClassUid) {
        return finds.containsKey(sopClassUid)
                ? queryOptions
                : new QueryOptions(queryOptions.relational(), false, false);
    }

    /** Whether a requestor may be the SCP: of storage for C-GET, and of what reports to us, as storage commitment. */
    boolean mayBeReversed(String sopClassUid) {
        return isStorage(sopClassUid) || normalized.containsKey(sopClassUid);
    }

    /** The first that the proposer names and we know; null if there is none. */
    String choose(String sopClassUid, List<String> proposed) {
        Set<String> known = isStorage(sopClassUid) ? storageTransferSyntaxes : PLAIN_TRANSFER_SYNTAXES;
        return proposed.stream().filter(known::contains).findFirst().orElse(null);
    }
}
