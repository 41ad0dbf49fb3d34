package org.yilian.dicom.net;

import org.yilian.dicom.DicomWriter;

/**
 * What one side of an association brings to it.
 *
 * @param timeouts how long to wait
 * @param maxPduLength longest P-DATA-TF content offered to the peer and sent to it, in bytes; the peer's limit is obeyed
 *     where it is lower
 * @param implementationClassUid names this implementation to peers, PS3.7 D.3.3.2
 * @param implementationVersionName at most 16 characters
 */
public record AssociationSettings(
        Timeouts timeouts, int maxPduLength, String implementationClassUid, String implementationVersionName) {

    public static final AssociationSettings DEFAULT = new AssociationSettings(
            Timeouts.DEFAULT,
            256 * 1024,
            DicomWriter.IMPLEMENTATION_CLASS_UID,
            DicomWriter.IMPLEMENTATION_VERSION_NAME);

    public AssociationSettings {
        if (maxPduLength < 1024 || maxPduLength > UpperLayer.MAX_PDU_LENGTH) {
            throw new IllegalArgumentException("maxPduLength must be from 1 KiB to 16 MiB");
        }
        if (implementationVersionName.length() > 16) {
            throw new IllegalArgumentException("implementationVersionName has at most 16 characters");
        }
    }

    public AssociationSettings withTimeouts(Timeouts other) {
        return new AssociationSettings(other, maxPduLength, implementationClassUid, implementationVersionName);
    }

    public AssociationSettings withMaxPduLength(int bytes) {
        return new AssociationSettings(timeouts, bytes, implementationClassUid, implementationVersionName);
    }

    UserInformation userInformation() {
        return UserInformation.of(maxPduLength, implementationClassUid, implementationVersionName);
    }
}
