package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * C-MOVE: instances go to the destination on an association of our own, PS3.7 section 9.1.4; on several one after the
 * other where one has too few presentation contexts for all.
 */
final class OtherAssociation implements SubOperations {
    private static final int MAX_CONTEXTS = 128;

    private final Association asking;
    private final MoveDestinations destinations;
    private final CommandSet request;
    private final List<Set<List<String>>> proposals = new ArrayList<>();
    private String destinationAe;
    private DicomClient client;
    private int proposed = -1;

    OtherAssociation(Association asking, MoveDestinations destinations, CommandSet request) {
        this.asking = asking;
        this.destinations = destinations;
        this.request = request;
    }

    @Override
    public void begin(List<StoredInstance> instances) throws IOException {
        destinationAe = request.text(CommandSet.MOVE_DESTINATION);
        if (destination().isEmpty()) {
            throw new DimseStatusException(DimseStatus.MOVE_DESTINATION_UNKNOWN);
        }
        Set<List<String>> current = new LinkedHashSet<>();
        for (StoredInstance instance : instances) {
            Set<List<String>> more = pairs(instance);
            if (!current.containsAll(more) && current.size() + more.size() > MAX_CONTEXTS) {
                proposals.add(current);
                current = new LinkedHashSet<>();
            }
            current.addAll(more);
        }
        proposals.add(current);
        if (!instances.isEmpty()) {
            connect(0);
        }
    }

    private Optional<AssociationRequest> destination() {
        return destinations.find(destinationAe, asking.info());
    }

    private static Set<List<String>> pairs(StoredInstance instance) {
        Set<List<String>> pairs = new LinkedHashSet<>();
        instance.transferSyntaxUids().forEach(uid -> pairs.add(List.of(instance.sopClassUid(), uid)));
        return pairs;
    }

    private void connect(int proposal) throws IOException {
        close();
        proposed = proposal;
        AssociationRequest to =
                destination().orElseThrow(() -> new DimseStatusException(DimseStatus.MOVE_DESTINATION_UNKNOWN));
        proposals.get(proposal).forEach(pair -> to.propose(pair.get(0), pair.get(1)));
        try {
            client = DicomClient.connect(to);
        } catch (IOException e) {
            throw new DimseStatusException(DimseStatus.UNABLE_TO_PERFORM_SUBOPERATIONS);
        }
    }

    @Override
    public DimseStatus send(StoredInstance instance, Cancellation cancellation) throws IOException {
        try {
            int needed = proposed;
            while (!proposals.get(needed).containsAll(pairs(instance))) {
                needed++;
            }
            if (needed != proposed) {
                connect(needed);
            }
            for (String transferSyntax : instance.transferSyntaxUids()) {
                if (client.accepts(instance.sopClassUid(), transferSyntax)) {
                    return store(instance, transferSyntax);
                }
            }
            return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        } catch (IOException | RuntimeException e) {
            // the destination's failure is not the asking peer's: its association goes on
            return DimseStatus.PROCESSING_FAILURE;
        }
    }

    private DimseStatus store(StoredInstance instance, String transferSyntax) throws IOException {
        try (InputStream data = instance.open(transferSyntax)) {
            return client.store(
                    instance.sopClassUid(),
                    instance.sopInstanceUid(),
                    transferSyntax,
                    data,
                    new MoveOriginator(asking.info().callingAe(), request.us(CommandSet.MESSAGE_ID)));
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
