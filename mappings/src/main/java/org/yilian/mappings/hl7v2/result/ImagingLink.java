package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Uri;
import org.yilian.mappings.hl7v2.segment.Subject;

/** What ties an imaging report to its images: accession number (OBR-18) and ZDS-1 (IHE RAD TF-2 4.4.4), the study UID. */
final class ImagingLink {
    private ImagingLink() {}

    static void add(
            MessageContext context, OrderGroup group, Subject subject, DiagnosticReport report, boolean imaging) {
        String accession = imaging ? group.obr().get(18) : null;
        if (accession != null) {
            Identifier identifier = report.addIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "accession"))
                    .setValue(accession);
            identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode("ACSN");
        }
        Segment zds = group.zds();
        String uid = zds == null ? null : zds.get(1);
        if (uid == null || !Uri.isOid(uid)) {
            return;
        }
        // Application, type and subtype of the pointer are always "DICOM study".
        zds.skip(1);
        String value = "urn:oid:" + uid;
        String id = context.id("ImagingStudy", Uris.DICOM_UID, value);
        ImagingStudy study = context.own(new ImagingStudy(), id);
        study.addIdentifier().setSystem(Uris.DICOM_UID).setValue(value);
        study.setStatus(ImagingStudy.ImagingStudyStatus.REGISTERED);
        study.setSubject(MessageContext.reference("Patient", subject.patientId()));
        context.stub(study);
        report.addImagingStudy(MessageContext.reference("ImagingStudy", id));
    }
}
