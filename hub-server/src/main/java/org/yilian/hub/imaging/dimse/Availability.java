package org.yilian.hub.imaging.dimse;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;
import org.yilian.hub.platform.HubSettings;

/**
 * Instance Availability Notification, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_R.3.2.html">PS3.4 R.3.2</a>: what of a study is
 * here, and where it is to be had. It names no patient.
 */
@Component
class Availability {
    private final ImageIndex index;
    private final String aeTitle;
    private final String publicUrl;

    Availability(ImageIndex index, DicomDoorSettings settings, HubSettings hub) {
        this.index = index;
        this.aeTitle = settings.aeTitle();
        this.publicUrl = hub.publicUrl().replaceAll("/+$", "");
    }

    /**
     * @param uid SOP Instance UID of the notification
     * @return empty where nothing of the study is here any more
     */
    Optional<NormalizedRequest> of(String studyUid, String uid) {
        List<InstanceRow> instances = index.instances(studyUid, null, null);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        DataSet data = new DataSet()
                .set(Tag.StudyInstanceUID, studyUid)
                .setItems(Tag.ReferencedPerformedProcedureStepSequence);
        DataSet series = null;
        for (InstanceRow row : instances) {
            if (series == null || !series.string(Tag.SeriesInstanceUID).equals(row.seriesUid())) {
                series = data.addItem(Tag.ReferencedSeriesSequence).set(Tag.SeriesInstanceUID, row.seriesUid());
            }
            describe(series.addItem(Tag.ReferencedSOPSequence), row);
        }
        return Optional.of(new NormalizedRequest(
                NormalizedRequest.Operation.N_CREATE, UID.InstanceAvailabilityNotification, uid, 0, data));
    }

    private void describe(DataSet item, InstanceRow row) {
        item.set(Tag.ReferencedSOPClassUID, row.sopClass())
                .set(Tag.ReferencedSOPInstanceUID, row.sopUid())
                .set(Tag.InstanceAvailability, "ONLINE")
                .set(Tag.RetrieveAETitle, aeTitle);
        if (!publicUrl.isEmpty()) {
            item.set(
                    Tag.RetrieveURL,
                    publicUrl + "/dicomweb/studies/" + row.studyUid() + "/series/" + row.seriesUid() + "/instances/"
                            + row.sopUid());
        }
    }
}
