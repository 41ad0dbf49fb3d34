package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.w3c.dom.Element;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.ingest.Announcement;
import org.yilian.hub.imaging.ingest.ImageIntake;
import org.yilian.hub.imaging.ingest.StoreOutcome;
import org.yilian.hub.imaging.ingest.StoreResult;
import org.yilian.mappings.ecg.EcgWaveform;
import org.yilian.mappings.ecg.UnreadableEcg;

/**
 * Takes HL7 v3 Annotated ECGs: each becomes an ECG waveform object of the archive, which holds the document as it came. 201
 * with its place; 200 for one that is there; 409 where it is quarantined; 422 with a reason where it is no ECG.
 */
@RestController
class EcgController {
    private static final int MOST_BYTES = 16 << 20;

    private final DicomWeb web;
    private final ImageIntake intake;
    private final ImagingAccess access;

    EcgController(DicomWeb web, ImageIntake intake, ImagingAccess access) {
        this.web = web;
        this.intake = intake;
        this.access = access;
    }

    @PostMapping("/api/imaging/ecg")
    ResponseEntity<Map<String, String>> take(HttpServletRequest request) throws IOException {
        Facility facility = access.storingFacility();
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.matches("(application|text)/xml\\b.*|application/[a-z0-9.-]+\\+xml\\b.*")) {
            throw Refusal.unsupported("An annotated ECG is sent as application/xml");
        }
        byte[] document = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (document.length > MOST_BYTES) {
            throw Refusal.tooLarge("An annotated ECG has at most 16 MB");
        }
        DataSet object = object(facility, document);
        StoreResult result = intake.take(
                new Announcement(
                        facility,
                        access.source(),
                        object.string(Tag.SOPClassUID),
                        object.string(Tag.SOPInstanceUID),
                        UID.ExplicitVRLittleEndian),
                new ByteArrayInputStream(DicomWriter.toBytes(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
        boolean stored = result.outcome().isSuccess();
        access.stored("aecg", List.of(object.string(Tag.StudyInstanceUID)), stored ? 0 : 1);
        if (!stored) {
            throw Refusal.conflict(result.outcome().comment());
        }
        URI place = URI.create(web.base() + "/studies/" + object.string(Tag.StudyInstanceUID) + "/series/"
                + object.string(Tag.SeriesInstanceUID) + "/instances/" + object.string(Tag.SOPInstanceUID));
        boolean known = result.outcome() == StoreOutcome.ALREADY_STORED;
        return ResponseEntity.status(known ? HttpStatus.OK : HttpStatus.CREATED)
                .location(place)
                .body(places(object, place));
    }

    private static DataSet object(Facility facility, byte[] document) {
        try {
            Element root = EcgDocument.root(document);
            return EcgWaveform.of(facility.code(), root, document);
        } catch (UnreadableEcg e) {
            throw Refusal.unprocessable(e.getMessage());
        }
    }

    private static Map<String, String> places(DataSet object, URI place) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("study", object.string(Tag.StudyInstanceUID));
        places.put("series", object.string(Tag.SeriesInstanceUID));
        places.put("instance", object.string(Tag.SOPInstanceUID));
        places.put("url", place.toString());
        places.put("original", place + "/bulkdata/00991001");
        return places;
    }
}
