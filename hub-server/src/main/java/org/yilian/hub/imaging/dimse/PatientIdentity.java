package org.yilian.hub.imaging.dimse;

import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/**
 * A person as the asking hospital numbers them, for answers about studies of other hospitals; the number of the study's own
 * hospital goes to Other Patient IDs.
 */
record PatientIdentity(String number, String issuer) {

    void putOn(DataSet answer) {
        DataSet other = new DataSet()
                .set(Tag.PatientID, answer.string(Tag.PatientID, ""))
                .set(Tag.IssuerOfPatientID, answer.string(Tag.IssuerOfPatientID, ""));
        answer.setItems(Tag.OtherPatientIDsSequence, other);
        answer.set(Tag.PatientID, number).set(Tag.IssuerOfPatientID, issuer);
    }
}
