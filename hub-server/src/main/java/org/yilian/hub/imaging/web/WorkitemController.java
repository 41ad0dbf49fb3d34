package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.Tag;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.workitem.Workitem;
import org.yilian.hub.imaging.workitem.WorkitemSearch;
import org.yilian.hub.imaging.workitem.Workitems;

/**
 * The worklist service UPS-RS, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/chapter_11.html">PS3.18 chapter 11</a>, in DICOM JSON and
 * without subscriptions (ADR 0104).
 */
@RestController
@RequestMapping(DicomWeb.PATH + "/workitems")
class WorkitemController {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> TYPES = List.of(DicomWeb.JSON, "application/json");

    private final Workitems workitems;
    private final WorkitemSearch search;
    private final WorkitemAccess access;
    private final DicomWeb web;

    WorkitemController(Workitems workitems, WorkitemSearch search, WorkitemAccess access, DicomWeb web) {
        this.workitems = workitems;
        this.search = search;
        this.access = access;
        this.web = web;
    }

    @PostMapping
    void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Facility facility = access.acting();
        DataSet told = body(request);
        Workitem made = workitems.create(facility, uid(request, told), told);
        access.created(made);
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader("Location", web.base() + "/workitems/" + made.uid());
    }

    @GetMapping("/{workitem}")
    void retrieve(@PathVariable String workitem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(workitem);
        Workitem found = access.seen(workitem, access.reading());
        String type = type(request);
        access.read(found);
        send(List.of(found), type, response);
    }

    @GetMapping
    void find(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String facility = access.reading();
        String type = type(request);
        WorkitemQuery query = WorkitemQuery.parse(request.getParameterMap());
        List<Workitem> found = search.find(facility, query.keys(), access::visible, query.offset(), query.limit());
        access.searched("WORKITEMS" + (request.getQueryString() == null ? "" : " " + request.getQueryString()), found);
        if (query.fuzzy()) {
            warn(response, "The fuzzymatching parameter is not supported. Only literal matching has been performed.");
        }
        if (!found.isEmpty() && found.size() == query.limit()) {
            warn(response, "There may be more results; ask for the next with offset");
        }
        send(found, type, response);
    }

    @PostMapping("/{workitem}")
    void update(@PathVariable String workitem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(workitem);
        Facility facility = access.acting();
        DataSet told = body(request);
        Workitem seen = access.seen(workitem, facility.code());
        String lock = lock(request, told);
        Workitem changed =
                access.changing(seen, "ups-update", () -> workitems.update(workitem, facility.code(), lock, told));
        response.setHeader("Content-Location", web.base() + "/workitems/" + changed.uid());
    }

    @PutMapping("/{workitem}/state")
    void move(@PathVariable String workitem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(workitem);
        Facility facility = access.acting();
        DataSet told = body(request);
        Workitem seen = access.seen(workitem, facility.code());
        Workitems.Outcome outcome =
                access.changing(seen, "ups-state", () -> workitems.move(workitem, facility.code(), told));
        warn(response, outcome.warning());
    }

    @PostMapping("/{workitem}/cancelrequest")
    void cancel(@PathVariable String workitem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DicomWeb.requireUid(workitem);
        Facility facility = access.acting();
        DataSet why =
                request.getContentLengthLong() == 0 || request.getContentType() == null ? new DataSet() : body(request);
        Workitem seen = access.seen(workitem, facility.code());
        Workitems.Outcome outcome =
                access.changing(seen, "ups-cancel", () -> workitems.cancel(workitem, facility.code(), why));
        warn(response, outcome.warning());
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /** By the parameter, also without its name as older clients write it, else by the workitem; empty for one of the hub's. */
    private static String uid(HttpServletRequest request, DataSet told) {
        for (String name : List.of("workitem", "AffectedSOPInstanceUID")) {
            if (request.getParameter(name) != null) {
                return request.getParameter(name);
            }
        }
        String query = request.getQueryString();
        return query != null && !query.isEmpty() ? query : told.string(Tag.SOPInstanceUID, "");
    }

    private static String lock(HttpServletRequest request, DataSet told) {
        String parameter = request.getParameter("transaction-uid");
        return parameter == null ? told.string(Tag.TransactionUID, "") : parameter;
    }

    private static DataSet body(HttpServletRequest request) throws IOException {
        Accepts sent = Accepts.of(List.of(String.valueOf(request.getContentType())), null);
        if (TYPES.stream().noneMatch(sent::covers)) {
            throw Refusal.unsupported("Workitems are sent as application/dicom+json");
        }
        byte[] json = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (json.length > MOST_BYTES) {
            throw Refusal.tooLarge("A workitem is at most 1 MB");
        }
        try {
            return DicomJson.read(new String(json, StandardCharsets.UTF_8));
        } catch (DicomException e) {
            throw Refusal.bad("The body is not one data set of DICOM JSON");
        }
    }

    private static String type(HttpServletRequest request) {
        String type = DicomWeb.accepts(request).best(TYPES);
        if (type == null) {
            throw Refusal.notAcceptable("Workitems are answered in application/dicom+json");
        }
        return type;
    }

    private static void send(List<Workitem> found, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "private, no-store");
        OutputStream out = response.getOutputStream();
        for (int i = 0; i < found.size(); i++) {
            out.write(i == 0 ? '[' : ',');
            out.write(DicomJson.toBytes(found.get(i).told(), DicomJson.BulkDataUris.INLINE));
        }
        out.write((found.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
    }

    private static void warn(HttpServletResponse response, String text) {
        if (text != null) {
            response.addHeader("Warning", "299 yilian: \"" + text + "\"");
        }
    }
}
