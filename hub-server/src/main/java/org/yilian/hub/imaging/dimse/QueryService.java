package org.yilian.hub.imaging.dimse;

import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.QueryOptions;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.imaging.query.ImageSearch;

/** C-FIND on the image index, PS3.4 C.4.1. */
@Component
class QueryService {
    private final DimseAccess access;
    private final PatientScope scopes;
    private final StudyFinder finder;
    private final String aeTitle;

    QueryService(DimseAccess access, PatientScope scopes, StudyFinder finder, DicomDoorSettings settings) {
        this.access = access;
        this.scopes = scopes;
        this.finder = finder;
        this.aeTitle = settings.aeTitle();
    }

    /** Called by the route: the matches, found and recorded page by page while they are sent. */
    public Stream<DataSet> find(
            @Body DataSet keys,
            @Header(DicomConstants.ASSOCIATION) AssociationInfo association,
            @Header(DicomConstants.AFFECTED_SOP_CLASS_UID) String model,
            @Header(DicomConstants.QUERY_OPTIONS) QueryOptions options)
            throws DicomStatusException {
        Peer peer = access.peer(association);
        try {
            Root root = Root.of(model).orElseThrow(() -> new DicomStatusException(DimseStatus.SOP_CLASS_NOT_SUPPORTED));
            Identifier identifier = Identifier.of(root, keys, options.relational(), peer.facility());
            PatientScope.Scope scope = scopes.of(identifier, peer.facility());
            return finder.find(
                            identifier,
                            scope,
                            options.fuzzyNames(),
                            page -> access.visible(peer, page),
                            page -> access.found(peer, identifier.question(), page))
                    .map(answer -> Match.of(answer, identifier, identity(answer, scope, identifier, peer), aeTitle));
        } catch (DicomStatusException e) {
            access.refused(peer, "c-find");
            throw e;
        }
    }

    /** The asking hospital's number for studies that it found elsewhere by that number. */
    private static PatientIdentity identity(
            ImageSearch.Answer answer, PatientScope.Scope scope, Identifier identifier, Peer peer) {
        boolean elsewhere = scope.own()
                .filter(own -> answer.patientRef() != null && !own.equals(answer.patientRef()))
                .isPresent();
        return elsewhere
                ? new PatientIdentity(identifier.patientId(), peer.facility().code())
                : null;
    }
}
