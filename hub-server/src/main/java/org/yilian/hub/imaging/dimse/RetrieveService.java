package org.yilian.hub.imaging.dimse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.QueryOptions;
import org.yilian.dicom.net.StoredInstance;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.store.ImageStore;

/** Says what C-MOVE and C-GET have to send, PS3.4 C.4.2 and C.4.3; sending and counting is the component's. */
@Component
class RetrieveService {
    private final DimseAccess access;
    private final PatientScope scopes;
    private final StudyFinder finder;
    private final ImageIndex index;
    private final ImageStore store;
    private final MoveTargets targets;

    RetrieveService(
            DimseAccess access,
            PatientScope scopes,
            StudyFinder finder,
            ImageIndex index,
            ImageStore store,
            MoveTargets targets) {
        this.access = access;
        this.scopes = scopes;
        this.finder = finder;
        this.index = index;
        this.store = store;
        this.targets = targets;
    }

    /** Called by the route: the instances that the unique keys name. What will be sent is recorded before it is. */
    public List<StoredInstance> retrieve(
            @Body DataSet keys,
            @Header(DicomConstants.ASSOCIATION) AssociationInfo association,
            @Header(DicomConstants.OPERATION) String operation,
            @Header(DicomConstants.AFFECTED_SOP_CLASS_UID) String model,
            @Header(DicomConstants.MOVE_DESTINATION) String destination,
            @Header(DicomConstants.QUERY_OPTIONS) QueryOptions options)
            throws DicomStatusException {
        Peer peer = access.peer(association);
        String interaction = operation.toLowerCase(Locale.ROOT);
        try {
            boolean move = operation.equals("C-MOVE");
            if (move && (destination == null || targets.find(destination).isEmpty())) {
                throw new DicomStatusException(DimseStatus.MOVE_DESTINATION_UNKNOWN);
            }
            Root root = Root.of(model).orElseThrow(() -> new DicomStatusException(DimseStatus.SOP_CLASS_NOT_SUPPORTED));
            Identifier identifier = Identifier.of(root, keys, options.relational(), peer.facility())
                    .uniqueKeysOnly();
            identifier.requireOwnKey();
            List<InstanceRow> rows = rows(identifier, peer);
            access.sent(peer, interaction, move ? destination : association.callingAe(), rows);
            return rows.stream()
                    .<StoredInstance>map(row -> new ArchivedInstance(row, store))
                    .toList();
        } catch (DicomStatusException e) {
            access.refused(peer, interaction);
            throw e;
        }
    }

    private List<InstanceRow> rows(Identifier identifier, Peer peer) throws DicomStatusException {
        List<ImageSearch.Answer> answers = finder.find(
                        identifier.level() == QueryLevel.PATIENT ? identifier.ofStudies() : identifier,
                        scopes.of(identifier, peer.facility()),
                        false,
                        page -> access.visible(peer, page),
                        page -> {})
                .toList();
        List<InstanceRow> rows = new ArrayList<>();
        switch (identifier.level()) {
            case PATIENT, STUDY ->
                distinct(answers, Tag.StudyInstanceUID)
                        .forEach(study -> rows.addAll(index.instances(study, null, null)));
            case SERIES ->
                answers.forEach(answer ->
                        rows.addAll(index.instances(answer.studyUid(), uid(answer, Tag.SeriesInstanceUID), null)));
            case IMAGE -> images(answers, rows);
        }
        return rows;
    }

    /** One question to the index per series, however many of its images are wanted. */
    private void images(List<ImageSearch.Answer> answers, List<InstanceRow> rows) {
        Map<List<String>, Set<String>> bySeries = new LinkedHashMap<>();
        answers.forEach(answer -> bySeries.computeIfAbsent(
                        List.of(answer.studyUid(), uid(answer, Tag.SeriesInstanceUID)), series -> new HashSet<>())
                .add(uid(answer, Tag.SOPInstanceUID)));
        bySeries.forEach((series, wanted) -> {
            String only = wanted.size() == 1 ? wanted.iterator().next() : null;
            index.instances(series.get(0), series.get(1), only).stream()
                    .filter(row -> wanted.contains(row.sopUid()))
                    .forEach(rows::add);
        });
    }

    private static Set<String> distinct(List<ImageSearch.Answer> answers, int tag) {
        Set<String> all = new LinkedHashSet<>();
        answers.forEach(answer -> all.add(uid(answer, tag)));
        return all;
    }

    private static String uid(ImageSearch.Answer answer, int tag) {
        return answer.attributes().get(Tag.toHex(tag)).path("Value").path(0).asText();
    }
}
