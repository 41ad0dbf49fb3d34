package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.KnownInstances;
import org.yilian.hub.imaging.ingest.Uids;
import org.yilian.hub.platform.HubSettings;

/** What the DICOMweb doors share: addresses, finding what is asked for, conditional requests. */
@Component
class DicomWeb {
    static final String PATH = "/dicomweb";
    static final String JSON = "application/dicom+json";

    private final ImageIndex index;
    private final KnownInstances known;
    private final String publicUrl;

    DicomWeb(ImageIndex index, KnownInstances known, HubSettings hub) {
        this.index = index;
        this.known = known;
        this.publicUrl = hub.publicUrl();
    }

    /** URL of the DICOMweb root as the client sees it. */
    String base() {
        String root = publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                : publicUrl;
        return root + PATH;
    }

    static Accepts accepts(HttpServletRequest request) {
        return Accepts.of(Collections.list(request.getHeaders("Accept")), request.getParameter("accept"));
    }

    /**
     * Instances of a path.
     *
     * @param series null for the whole study
     * @param instance null for the whole series
     * @throws Refusal 400 for what is no UID, 404 where there is nothing
     */
    List<InstanceRow> instances(String study, String series, String instance) {
        requireUid(study);
        if (series != null) {
            requireUid(series);
        }
        if (instance != null) {
            requireUid(instance);
        }
        List<InstanceRow> found = index.instances(study, series, instance);
        if (found.isEmpty()) {
            throw Refusal.notFound();
        }
        return found;
    }

    /** One instance, as {@link #instances} finds it, for doors that are asked for its frames one by one. */
    InstanceRow instance(String study, String series, String instance) {
        requireUid(study);
        requireUid(series);
        requireUid(instance);
        return known.find(study, series, instance).orElseThrow(Refusal::notFound);
    }

    static void requireUid(String uid) {
        if (!Uids.isValid(uid)) {
            throw Refusal.bad("The path holds something that is no UID");
        }
    }

    /** Address of an instance below the root. */
    static String path(InstanceRow row) {
        return "/studies/" + row.studyUid() + "/series/" + row.seriesUid() + "/instances/" + row.sopUid();
    }

    /** Sets the validator; true when the client's copy is still good and 304 has been answered. */
    static boolean unchanged(HttpServletRequest request, HttpServletResponse response, String tag) {
        String etag = "\"" + tag + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "private, no-cache");
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.equals("*") || known.contains(etag))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return false;
    }

    static void text(HttpServletResponse response, int status, String fixedText) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(fixedText.getBytes(StandardCharsets.UTF_8));
    }
}
