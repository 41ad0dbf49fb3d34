package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.ingest.Announcement;
import org.yilian.hub.imaging.ingest.ImageIntake;
import org.yilian.hub.imaging.ingest.PartTen;
import org.yilian.hub.imaging.ingest.StoreOutcome;
import org.yilian.hub.imaging.ingest.StoreResult;

/**
 * STOW-RS, <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.5.html">PS3.18 10.5</a>: Part 10
 * files as parts, each stored on its own while it arrives. 200 when all are stored, 202 when some, 409 when none.
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
        if (!type.isMultipart() || !Accepts.matches(type.partType(), "application/dicom")) {
            throw Refusal.unsupported("Objects are stored as multipart/related; type=\"application/dicom\"");
        }
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw Refusal.bad("The multipart body needs a boundary");
        }
        StowOutcome outcome = new StowOutcome(web.base());
        MultipartReader body = new MultipartReader(request.getInputStream(), boundary);
        try {
            for (MultipartReader.Part part; (part = body.next()) != null; ) {
                one(part, study, facility, outcome);
            }
        } catch (MultipartReader.MalformedBody | EOFException e) {
            if (outcome.stored() == 0) {
                throw Refusal.bad("The body is not multipart/related as announced, or ends early");
            }
            outcome.failed(null, null, StoreOutcome.UNREADABLE.status());
        }
        access.stored(outcome.studies(), outcome.failed());
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
        Announcement announced = new Announcement(
                facility, access.source(), file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid());
        try {
            StoreResult result = intake.take(announced, study, file.dataSet());
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
