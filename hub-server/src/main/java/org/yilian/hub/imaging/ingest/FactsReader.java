package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.yilian.dicom.BulkData;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.PixelDataIndex;
import org.yilian.dicom.ReadLimits;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.VR;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.MetadataBlob;
import org.yilian.hub.imaging.index.PixelLayout;
import org.yilian.hub.imaging.index.PixelLayout.Range;

/**
 * Reads from an object, while it arrives, what the index keeps. Values longer than {@value #INLINE} bytes stay in the file and
 * are named by URI in the metadata.
 */
@Component
class FactsReader {
    static final int INLINE = 4_096;
    /** A header of more is no header: it would have to be held in memory. */
    private static final ReadLimits LIMITS = ReadLimits.HEADER.withBytes(32L << 20);

    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern TIME = Pattern.compile("\\d{2,6}(\\.\\d{1,6})?");
    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_ ]{1,16}");

    private static final Set<Integer> STUDY_ATTRIBUTES = Set.of(
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.AccessionNumber,
            Tag.InstitutionName,
            Tag.ReferringPhysicianName,
            Tag.TimezoneOffsetFromUTC,
            Tag.StudyDescription,
            Tag.StudyInstanceUID,
            Tag.StudyID,
            Tag.RequestedProcedureDescription,
            Tag.ProcedureCodeSequence,
            0x00401002, // Reason for the Requested Procedure
            0x00402016); // Placer Order Number / Imaging Service Request

    private static final Set<Integer> SERIES_ATTRIBUTES = Set.of(
            Tag.SeriesDate,
            Tag.SeriesTime,
            Tag.Modality,
            Tag.Manufacturer,
            Tag.StationName,
            Tag.SeriesDescription,
            Tag.InstitutionalDepartmentName,
            Tag.PerformingPhysicianName,
            Tag.OperatorsName,
            Tag.ManufacturerModelName,
            Tag.BodyPartExamined,
            Tag.ProtocolName,
            Tag.PatientPosition,
            Tag.SeriesInstanceUID,
            Tag.SeriesNumber,
            Tag.Laterality,
            Tag.FrameOfReferenceUID,
            Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime,
            Tag.RequestAttributesSequence);

    /**
     * @param data from its first byte; read to its end unless an exception is thrown
     * @param offset of the data set in the file it is stored to
     * @throws UnreadableObject when it is not what it claims to be
     * @throws IOException when the bytes cannot be had
     */
    Facts read(InputStream data, long offset, Announcement announced) throws UnreadableObject, IOException {
        String studyUid = null;
        try {
            DicomReader reader = DicomReader.dataSet(data, TransferSyntax.of(announced.transferSyntaxUid()))
                    .limits(LIMITS)
                    .holdValuesUpTo(INLINE)
                    .startingAt(offset)
                    .stopAt(Tag.PixelData);
            DataSet head = reader.read();
            studyUid = head.string(Tag.StudyInstanceUID);
            byte[] early = reader.nextTag() == Tag.PixelData ? beforeThePixels(head, announced) : null;
            PixelDataIndex pixels = reader.locatePixelData(head);
            boolean whole = reader.nextTag() == -1;
            if (pixels != null) {
                reader.readRest(head);
            }
            reader.drain();
            requireUids(head, announced);
            return facts(head, pixels, announced, whole && isOutside(pixels) ? early : null);
        } catch (DicomException e) {
            throw new UnreadableObject(StoreOutcome.UNREADABLE, studyUid, e);
        }
    }

    /**
     * The metadata as they are if nothing comes after large pixels, as nearly always: made while the pixels are on their way, and
     * not after the last of them, when the sender waits.
     *
     * @return null where the object will be refused
     */
    private static byte[] beforeThePixels(DataSet head, Announcement announced) {
        try {
            requireUids(head, announced);
        } catch (UnreadableObject e) {
            return null;
        }
        return metadata(head, BulkData.at(0, INLINE + 1L), announced);
    }

    /** Whether the metadata name the pixels by URI, wherever they are. */
    private static boolean isOutside(PixelDataIndex pixels) {
        return pixels != null && pixels.length() > INLINE;
    }

    private static void requireUids(DataSet head, Announcement announced) throws UnreadableObject {
        String studyUid = head.string(Tag.StudyInstanceUID);
        if (!Uids.isValid(announced.sopInstanceUid())
                || !Uids.isValid(announced.sopClassUid())
                || !Uids.isValid(announced.transferSyntaxUid())
                || !Uids.isValid(studyUid)
                || !Uids.isValid(head.string(Tag.SeriesInstanceUID))) {
            throw new UnreadableObject(StoreOutcome.UNREADABLE, studyUid, null);
        }
        if (!announced.sopInstanceUid().equals(head.string(Tag.SOPInstanceUID))
                || !announced.sopClassUid().equals(head.string(Tag.SOPClassUID, announced.sopClassUid()))) {
            throw new UnreadableObject(StoreOutcome.MISMATCH, studyUid, null);
        }
    }

    private static Facts facts(DataSet head, PixelDataIndex pixels, Announcement announced, byte[] metadata) {
        return new Facts(study(head, announced.facility()), series(head), instance(head, pixels, announced, metadata));
    }

    private static Facts.Study study(DataSet head, Facility facility) {
        PersonName name = head.personName(Tag.PatientName);
        String patientId = cut(head.string(Tag.PatientID, ""), 128);
        String issuer = cut(head.string(Tag.IssuerOfPatientID, facility.code()), 128);
        return new Facts.Study(
                head.string(Tag.StudyInstanceUID),
                patientId,
                issuer,
                PatientNumbers.patientRef(facility, head.string(Tag.IssuerOfPatientID), patientId),
                name == null ? null : writing(name.alphabetic()),
                name == null ? null : writing(name.ideographic()),
                name == null ? null : writing(name.phonetic()),
                matching(DATE, head.string(Tag.PatientBirthDate)),
                cut(head.string(Tag.PatientSex), 16),
                matching(DATE, head.string(Tag.StudyDate)),
                matching(TIME, head.string(Tag.StudyTime)),
                cut(head.string(Tag.AccessionNumber), 64),
                cut(head.string(Tag.StudyID), 64),
                cut(head.string(Tag.StudyDescription), 256),
                upper(head.string(Tag.ReferringPhysicianName)),
                cut(head.string(Tag.InstitutionName), 256),
                () -> studyAttributes(head, issuer));
    }

    private static String studyAttributes(DataSet head, String issuer) {
        DataSet attributes = head.select(tag -> STUDY_ATTRIBUTES.contains(tag) || Tag.group(tag) == 0x0010);
        attributes.set(Tag.IssuerOfPatientID, issuer);
        return json(attributes);
    }

    private static Facts.Series series(DataSet head) {
        DataSet request = head.item(Tag.RequestAttributesSequence);
        return new Facts.Series(
                head.string(Tag.SeriesInstanceUID),
                matching(MODALITY, head.string(Tag.Modality)),
                number(head, Tag.SeriesNumber),
                cut(head.string(Tag.SeriesDescription), 256),
                cut(head.string(Tag.BodyPartExamined), 64),
                matching(DATE, head.string(Tag.SeriesDate)),
                matching(TIME, head.string(Tag.SeriesTime)),
                matching(DATE, head.string(Tag.PerformedProcedureStepStartDate)),
                matching(TIME, head.string(Tag.PerformedProcedureStepStartTime)),
                request == null ? null : cut(request.string(Tag.ScheduledProcedureStepID), 64),
                request == null ? null : cut(request.string(Tag.RequestedProcedureID), 64),
                () -> json(head.select(SERIES_ATTRIBUTES::contains)));
    }

    /** @param metadata null if they are to be made */
    private static Facts.Instance instance(
            DataSet head, PixelDataIndex pixels, Announcement announced, byte[] metadata) {
        BulkData bulk = pixels == null ? null : BulkData.at(pixels.offset(), pixels.length());
        return new Facts.Instance(
                announced.sopInstanceUid(),
                announced.sopClassUid(),
                announced.transferSyntaxUid(),
                number(head, Tag.InstanceNumber),
                number(head, Tag.Rows),
                number(head, Tag.Columns),
                number(head, Tag.BitsAllocated),
                Math.max(1, head.intValue(Tag.NumberOfFrames, 1)),
                layout(pixels),
                metadata == null ? metadata(head, bulk, announced) : metadata);
    }

    /** @param pixels null without */
    private static byte[] metadata(DataSet head, BulkData pixels, Announcement announced) {
        String address = MetadataBlob.BASE + "/studies/" + head.string(Tag.StudyInstanceUID) + "/series/"
                + head.string(Tag.SeriesInstanceUID) + "/instances/" + announced.sopInstanceUid() + "/bulkdata/";
        if (pixels != null) {
            head.setBulkData(Tag.PixelData, VR.OW, pixels);
        }
        return MetadataBlob.of(text(DicomJson.toBytes(
                head, (path, vr, length) -> length >= 0 && length <= INLINE ? null : address + path)));
    }

    private static PixelLayout layout(PixelDataIndex pixels) {
        if (pixels == null) {
            return PixelLayout.NONE;
        }
        if (pixels.encapsulated()) {
            List<List<Range>> frames = pixels.frames().stream()
                    .map(frame -> frame.pieces().stream()
                            .map(piece -> new Range(piece.offset(), piece.length()))
                            .toList())
                    .toList();
            return new PixelLayout(pixels.offset(), pixels.length(), 0, PixelLayout.table(frames));
        }
        long bits = pixels.frames().isEmpty() ? 0 : 8 * pixels.frames().get(0).length();
        return new PixelLayout(pixels.offset(), pixels.length(), bits, null);
    }

    private static String json(DataSet dataSet) {
        return text(DicomJson.toBytes(dataSet, DicomJson.BulkDataUris.INLINE));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Integer number(DataSet head, int tag) {
        int value = head.intValue(tag, Integer.MIN_VALUE);
        return value == Integer.MIN_VALUE ? null : value;
    }

    private static String writing(PersonName.Group group) {
        return group.isEmpty() ? null : upper(group.toString());
    }

    private static String upper(String text) {
        return text == null ? null : cut(text.toUpperCase(Locale.ROOT), 256);
    }

    private static String matching(Pattern form, String text) {
        String value = text == null ? null : text.strip();
        return value != null && form.matcher(value).matches() ? value : null;
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
