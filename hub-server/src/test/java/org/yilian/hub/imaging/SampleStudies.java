package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;

/** Studies in the hub for tests of other features, sent as a hospital sends them. */
public final class SampleStudies {
    private SampleStudies() {}

    /** A study of one CT slice, stored by STOW-RS for the facility of this client. */
    public static String ct(int httpPort, String client, String patientId, String name, String description) {
        Hub hub = new Hub(httpPort, 0);
        String study = ImageDoors.uid();
        var ct = SampleObjects.ct(study, ImageDoors.uid(), ImageDoors.uid(), 1, patientId);
        ct.set(Tag.PatientName, name).set(Tag.StudyDescription, description);
        ct.set(Tag.SpecificCharacterSet, "ISO_IR 192");
        byte[] body =
                Hub.multipart(SampleObjects.sent(ct, UID.ExplicitVRLittleEndian).file());
        int status = hub.post(
                        hub.token(client, "dicomweb.write"),
                        "/dicomweb/studies",
                        body,
                        "Content-Type",
                        "multipart/related; type=\"application/dicom\"; boundary=xyz")
                .statusCode();
        assertThat(status).isEqualTo(200);
        return study;
    }
}
