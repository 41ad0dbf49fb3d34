package org.yilian.hub.imaging.keyimages;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;

/**
 * Writes a Key Object Selection Document, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_A.35.4.html">PS3.3 A.35.4</a> with template 2010:
 * title, who says so, a note, the images. Patient and study are what the first selected image says of them.
 */
final class KeyImageDocument {
    private static final String MANUFACTURER = "Yilian Hub";
    private static final int SERIES_NUMBER = 9000;
    /** Module Patient and General Study; General Equipment and the rest are the document's own. */
    private static final int[] OF_THE_STUDY = {
        Tag.PatientName,
        Tag.PatientID,
        Tag.IssuerOfPatientID,
        Tag.IssuerOfPatientIDQualifiersSequence,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyInstanceUID,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.ReferringPhysicianName,
        Tag.StudyID,
        Tag.AccessionNumber,
        Tag.IssuerOfAccessionNumberSequence,
        Tag.StudyDescription
    };

    /** Type 2: there, if empty. */
    private static final int[] NEVER_ABSENT = {
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.ReferringPhysicianName,
        Tag.StudyID,
        Tag.AccessionNumber
    };

    private KeyImageDocument() {}

    /** Who selects. */
    record Observer(PersonName name, String organization) {}

    /**
     * An image that is selected.
     *
     * @param frame counted from 1; null for the whole instance
     */
    record Image(String series, String sopClass, String sopInstance, Integer frame) {}

    /**
     * @param head attributes of the first image, in Unicode
     * @param note may be empty
     * @param images at least one
     * @param now in the time zone of the hospital
     */
    static DataSet of(
            DataSet head, KeyImageTitle title, String note, List<Image> images, Observer observer, OffsetDateTime now) {
        LocalTime time = now.toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        DataSet document = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
        copy(head, document);
        document.set(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .set(Tag.SOPInstanceUID, UID.create())
                .set(Tag.InstanceCreationDate, now.toLocalDate())
                .set(Tag.InstanceCreationTime, time)
                .set(
                        Tag.TimezoneOffsetFromUTC,
                        now.getOffset().getId().replace("Z", "+00:00").replace(":", ""))
                .set(Tag.Modality, "KO")
                .set(Tag.SeriesInstanceUID, UID.create())
                .set(Tag.SeriesNumber, String.valueOf(SERIES_NUMBER))
                .set(Tag.SeriesDescription, "Key images: " + title.meaning())
                .setItems(Tag.ReferencedPerformedProcedureStepSequence)
                .set(Tag.Manufacturer, MANUFACTURER)
                .set(Tag.InstitutionName, observer.organization())
                .set(Tag.InstanceNumber, "1")
                .set(Tag.ContentDate, now.toLocalDate())
                .set(Tag.ContentTime, time)
                .set(Tag.ValueType, "CONTAINER")
                .set(Tag.ContinuityOfContent, "SEPARATE")
                .setItems(Tag.ConceptNameCodeSequence, code(title.code(), title.meaning()));
        document.addItem(Tag.ContentTemplateSequence)
                .set(Tag.MappingResource, "DCMR")
                .set(Tag.TemplateIdentifier, "2010");
        evidence(document, images);
        content(document, note, images, observer);
        return document;
    }

    private static void copy(DataSet head, DataSet document) {
        DataSet known = head.select(tag -> contains(OF_THE_STUDY, tag));
        document.putAll(known);
        for (int tag : NEVER_ABSENT) {
            if (!document.contains(tag)) {
                document.setEmpty(tag);
            }
        }
    }

    private static boolean contains(int[] tags, int tag) {
        for (int each : tags) {
            if (each == tag) {
                return true;
            }
        }
        return false;
    }

    /** Every instance once, by series, whatever of its frames are selected. */
    private static void evidence(DataSet document, List<Image> images) {
        DataSet study = document.addItem(Tag.CurrentRequestedProcedureEvidenceSequence);
        Map<String, DataSet> series = new LinkedHashMap<>();
        Map<String, DataSet> instances = new LinkedHashMap<>();
        for (Image image : images) {
            DataSet in = series.computeIfAbsent(image.series(), uid -> study.addItem(Tag.ReferencedSeriesSequence)
                    .set(Tag.SeriesInstanceUID, uid));
            instances.computeIfAbsent(
                    image.sopInstance(), uid -> reference(in.addItem(Tag.ReferencedSOPSequence), image));
        }
        study.set(Tag.StudyInstanceUID, document.string(Tag.StudyInstanceUID));
    }

    private static void content(DataSet document, String note, List<Image> images, Observer observer) {
        item(document, "HAS OBS CONTEXT", "CODE")
                .setItems(Tag.ConceptNameCodeSequence, code("121005", "Observer Type"))
                .setItems(Tag.ConceptCodeSequence, code("121006", "Person"));
        item(document, "HAS OBS CONTEXT", "PNAME")
                .setItems(Tag.ConceptNameCodeSequence, code("121008", "Person Observer Name"))
                .set(Tag.PersonName, observer.name());
        item(document, "HAS OBS CONTEXT", "TEXT")
                .setItems(Tag.ConceptNameCodeSequence, code("121009", "Person Observer's Organization Name"))
                .set(Tag.TextValue, observer.organization());
        if (!note.isEmpty()) {
            item(document, "CONTAINS", "TEXT")
                    .setItems(Tag.ConceptNameCodeSequence, code("113012", "Key Object Description"))
                    .set(Tag.TextValue, note);
        }
        for (Image image : images) {
            DataSet reference =
                    reference(item(document, "CONTAINS", "IMAGE").addItem(Tag.ReferencedSOPSequence), image);
            if (image.frame() != null) {
                reference.set(Tag.ReferencedFrameNumber, String.valueOf(image.frame()));
            }
        }
    }

    private static DataSet item(DataSet document, String relationship, String type) {
        return document.addItem(Tag.ContentSequence)
                .set(Tag.RelationshipType, relationship)
                .set(Tag.ValueType, type);
    }

    private static DataSet reference(DataSet item, Image image) {
        return item.set(Tag.ReferencedSOPClassUID, image.sopClass())
                .set(Tag.ReferencedSOPInstanceUID, image.sopInstance());
    }

    private static DataSet code(String value, String meaning) {
        return new DataSet()
                .set(Tag.CodeValue, VR.SH, value)
                .set(Tag.CodingSchemeDesignator, "DCM")
                .set(Tag.CodeMeaning, meaning);
    }
}
