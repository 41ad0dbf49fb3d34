package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.ingest.Announcement;
import org.yilian.hub.imaging.ingest.ImageIntake;
import org.yilian.hub.imaging.ingest.PartTen;
import org.yilian.hub.imaging.ingest.StoreOutcome;
import org.yilian.hub.imaging.ingest.StoreResult;

/**
 * STOW-RS, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.5.html">PS3.18 10.5</a>: Part 10
 * files as parts, each stored on its own while it arrives, or metadata with bulk data. 200 when all are stored, 202 when some, 409 when none.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class StowController {
    private static final Logger log = LoggerFactory.getLogger(StowController.class);
    private static final int OUT_OF_RESOURCES = 0xA700;

    private final DicomWeb web;
    private final ImageIntake intake;
    private final ImagingAccess access;

    StowController(DicomWeb web, ImageIntake intake, ImagingAccess access) {
        this.web = web;
        this.intake = intake;
        this.access = access;
    }

    @PostMapping("/studies")
    void store(HttpServletRequest request, HttpServletResponse response) throws IOException {
        take(null, request, response);
    }

    @PostMapping("/studies/{study}")
    void store(@PathVariable String study, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(study);
        take(study, request, response);
    }

    private void take(String study, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Facility facility = access.storingFacility();
        Accepts.Range type = Accepts.of(List.of(String.valueOf(request.getContentType())), null)
                .ranges()
                .findFirst()
                .orElseThrow();
        String boundary = type.parameters().get("boundary");
        boolean files = type.isMultipart() && Accepts.matches(type.partType(), "application/dicom");
        boolean metadata = type.isMultipart() && Accepts.matches(type.partType(), "application/dicom+json");
        if (!files && !metadata) {
            throw Refusal.unsupported(
                    "Objects are stored as multipart/related; type=\"application/dicom\" or \"application/dicom+json\"");
        }
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw Refusal.bad("The multipart body needs a boundary");
        }
        StowOutcome outcome = new StowOutcome(web.base());
        MultipartReader body = new MultipartReader(request.getInputStream(), boundary);
        try {
            if (metadata) {
                described(StowedMetadata.read(body), study, facility, outcome);
            } else {
                for (MultipartReader.Part part; (part = body.next()) != null; ) {
                    one(part, study, facility, outcome);
                }
            }
        } catch (MultipartReader.MalformedBody | EOFException e) {
            if (outcome.stored() == 0) {
                throw Refusal.bad("The body is not multipart/related as announced, or ends early");
            }
            outcome.failed(null, null, StoreOutcome.UNREADABLE.status());
        }
        access.stored("stow-rs", outcome.studies(), outcome.failed());
        outcome.send(response);
    }

    private void one(InputStream part, String study, Facility facility, StowOutcome outcome) throws IOException {
        PartTen file;
        try {
            file = PartTen.open(new BufferedInputStream(part, 1 << 16));
        } catch (PartTen.NotPartTen e) {
            outcome.failed(null, null, StoreOutcome.UNREADABLE.status());
            return;
        }
        store(
                new Announcement(
                        facility, access.source(), file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid()),
                study,
                file.dataSet(),
                outcome);
    }

    private void described(StowedMetadata metadata, String study, Facility facility, StowOutcome outcome)
            throws IOException {
        for (DataSet instance : metadata.instances()) {
            String sopClass = instance.string(Tag.SOPClassUID, "");
            String sopInstance = instance.string(Tag.SOPInstanceUID, "");
            Optional<DataSet> whole = metadata.whole(instance);
            if (whole.isEmpty() || sopClass.isEmpty() || sopInstance.isEmpty()) {
                outcome.failed(sopClass, sopInstance, StoreOutcome.UNREADABLE.status());
                continue;
            }
            byte[] bytes;
            try {
                bytes = DicomWriter.toBytes(whole.get(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            } catch (IOException | IllegalArgumentException e) {
                outcome.failed(sopClass, sopInstance, StoreOutcome.UNREADABLE.status());
                continue;
            }
            store(
                    new Announcement(facility, access.source(), sopClass, sopInstance, UID.ExplicitVRLittleEndian),
                    study,
                    new ByteArrayInputStream(bytes),
                    outcome);
        }
    }

    private void store(Announcement announced, String study, InputStream dataSet, StowOutcome outcome)
            throws IOException {
        try {
            StoreResult result = intake.take(announced, study, dataSet);
            if (result.outcome().isSuccess()) {
                outcome.stored(announced, result.studyUid(), result.seriesUid());
            } else {
                outcome.failed(
                        announced.sopClassUid(),
                        announced.sopInstanceUid(),
                        result.outcome().status());
            }
        } catch (EOFException | MultipartReader.MalformedBody e) {
            throw e;
        } catch (IOException | DataAccessException | TransactionException | IllegalStateException e) {
            log.error("object not stored: cause={}", e.getClass().getSimpleName());
            outcome.failed(announced.sopClassUid(), announced.sopInstanceUid(), OUT_OF_RESOURCES);
        }
    }
}
