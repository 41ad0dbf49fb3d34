package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.dicom.BulkData;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.imaging.content.Heads;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * Bulk data that the metadata names by URI, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part18/sect_10.4.html#sect_10.4.1.1.5">PS3.18
 * 10.4.1.1.5</a>: the bytes of one element, as stored.
 */
@RestController
@RequestMapping(DicomWeb.PATH)
class BulkDataController {
    private static final String OCTETS = "application/octet-stream";
    private static final int HELD = 4_096;

    private final DicomWeb web;
    private final ImageStore store;
    private final ImagingAccess access;
    private final FileAnswer files;
    private final Heads heads;

    BulkDataController(DicomWeb web, ImageStore store, ImagingAccess access, FileAnswer files, Heads heads) {
        this.web = web;
        this.store = store;
        this.access = access;
        this.files = files;
        this.heads = heads;
    }

    @GetMapping("/studies/{study}/series/{series}/instances/{instance}/bulkdata/{*path}")
    void bulkData(
            @PathVariable String study,
            @PathVariable String series,
            @PathVariable String instance,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        InstanceRow row = web.instances(study, series, instance).get(0);
        Accepts.Range range = DicomWeb.accepts(request)
                .ranges()
                .filter(each -> Accepts.matches(each.isMultipart() ? each.partType() : each.type(), OCTETS))
                .findFirst()
                .orElseThrow(() -> Refusal.notAcceptable("Bulk data is sent as application/octet-stream"));
        access.read(List.of(row));
        if (DicomWeb.unchanged(request, response, row.object().sha256() + path.replace('/', '-'))) {
            return;
        }
        boolean deflated = TransferSyntax.of(row.transferSyntax()).isDeflated();
        DataSet owner = heads.read(row, deflated ? Integer.MAX_VALUE : HELD);
        String[] steps = path.substring(1).split("/");
        for (int i = 0; i + 2 < steps.length; i += 2) {
            owner = item(owner, tag(steps[i]), steps[i + 1]);
        }
        int tag = tag(steps[steps.length - 1]);
        Range piece = piece(row, owner, tag, steps.length == 1);
        if (piece == null) {
            byte[] bytes = owner.bytes(tag);
            if (bytes == null) {
                throw Refusal.notFound();
            }
            response.setContentType(OCTETS);
            response.getOutputStream().write(bytes);
        } else if (range.isMultipart()) {
            Multipart multipart = new Multipart();
            multipart.part(
                    OCTETS,
                    web.base() + DicomWeb.path(row) + "/bulkdata" + path,
                    row.object().key(),
                    List.of(piece));
            multipart.send(response, OCTETS, store);
        } else {
            files.send(OCTETS, row.object().key(), piece, request, response);
        }
    }

    private static Range piece(InstanceRow row, DataSet owner, int tag, boolean top) {
        boolean inFile = !TransferSyntax.of(row.transferSyntax()).isDeflated();
        if (top && tag == Tag.PixelData) {
            if (!row.pixels().present() || row.pixels().table() != null || !inFile) {
                // Fragments are no single value: frames are the way to them.
                throw Refusal.notFound();
            }
            return new Range(row.pixels().offset(), row.pixels().length());
        }
        BulkData place = owner.bulkData(tag);
        return place == null || place.offset() < 0 || !inFile ? null : new Range(place.offset(), place.length());
    }

    private static DataSet item(DataSet owner, int tag, String number) {
        List<DataSet> items = owner.items(tag);
        int index = number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 0;
        if (index < 1 || index > items.size()) {
            throw Refusal.notFound();
        }
        return items.get(index - 1);
    }

    private static int tag(String hex) {
        if (!hex.matches("[0-9A-Fa-f]{8}")) {
            throw Refusal.notFound();
        }
        return Integer.parseUnsignedInt(hex, 16);
    }
}
