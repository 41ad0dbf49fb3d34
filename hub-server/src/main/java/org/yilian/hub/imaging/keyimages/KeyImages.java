package org.yilian.hub.imaging.keyimages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.facility.RegionUser;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.MetadataBlob;
import org.yilian.hub.imaging.ingest.Announcement;
import org.yilian.hub.imaging.ingest.ImageIntake;
import org.yilian.hub.imaging.removal.Removal;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.Caller;

/**
 * Key images of a study, saved for everybody who may see it. The hub writes the document, so that its author is who signed in
 * and its patient is the study's, and takes it as the owner's object on the way every other object comes. Whether the caller may
 * has been decided before (ADR 0102).
 */
@Component
public class KeyImages {
    private static final int MOST_IMAGES = 200;
    private static final int LONGEST_NOTE = 1_000;

    private final ImageIndex index;
    private final ImageIntake intake;
    private final Removal removal;
    private final KeyImageAuthors authors;
    private final Region region;
    private final Clock clock;

    KeyImages(
            ImageIndex index,
            ImageIntake intake,
            Removal removal,
            KeyImageAuthors authors,
            Region region,
            Clock clock) {
        this.index = index;
        this.intake = intake;
        this.removal = removal;
        this.authors = authors;
        this.region = region;
        this.clock = clock;
    }

    /**
     * An image as the caller names it.
     *
     * @param frame counted from 1; null for all of the instance
     */
    public record Chosen(String instance, Integer frame) {}

    /**
     * What is to be saved.
     *
     * @param title code of CID 7010
     */
    public record Selection(String title, String note, List<Chosen> images) {
        /** Nothing of the note. */
        @Override
        public String toString() {
            return "Selection";
        }
    }

    /** Where a document lies in its study. */
    public record Saved(String series, String instance) {}

    /**
     * Writes the selection into the study.
     *
     * @throws HubFailure INCORRECT for an unknown title, a note that is too long, or images that are none of the study's;
     *     CONFLICT when the archive does not take it as the study's
     */
    public Saved save(String studyUid, Facility owner, Caller author, Selection selection) {
        KeyImageTitle title = KeyImageTitle.of(selection.title())
                .orElseThrow(() -> incorrect("a selection has one of the titles of the viewer"));
        String note = selection.note() == null
                ? ""
                : selection.note().replaceAll("[\\p{Cntrl}&&[^\\r\\n]]", " ").strip();
        if (note.length() > LONGEST_NOTE) {
            throw incorrect("a note has at most 1,000 characters");
        }
        List<InstanceRow> rows = new ArrayList<>();
        List<KeyImageDocument.Image> images = images(studyUid, selection.images(), rows);
        OffsetDateTime now = clock.instant().atZone(owner.zone()).toOffsetDateTime();
        DataSet document = KeyImageDocument.of(head(rows.get(0)), title, note, images, observer(author, owner), now);
        String sopUid = document.string(Tag.SOPInstanceUID);
        authors.add(sopUid, studyUid, author, now.toInstant());
        return new Saved(store(document, studyUid, owner, author), sopUid);
    }

    private List<KeyImageDocument.Image> images(String studyUid, List<Chosen> chosen, List<InstanceRow> rows) {
        if (chosen == null || chosen.isEmpty() || chosen.size() > MOST_IMAGES) {
            throw incorrect("a selection has 1 to 200 images");
        }
        Map<String, InstanceRow> known = new HashMap<>();
        index.instances(studyUid, null, null).forEach(row -> known.put(row.sopUid(), row));
        List<KeyImageDocument.Image> images = new ArrayList<>();
        for (Chosen each : chosen) {
            InstanceRow row = each == null ? null : known.get(each.instance());
            if (row == null || each.frame() != null && (each.frame() < 1 || each.frame() > row.frames())) {
                throw incorrect("a selection holds images of its study");
            }
            rows.add(row);
            KeyImageDocument.Image image = new KeyImageDocument.Image(
                    row.seriesUid(), row.sopClass(), row.sopUid(), row.frames() > 1 ? each.frame() : null);
            if (!images.contains(image)) {
                images.add(image);
            }
        }
        return images;
    }

    private DataSet head(InstanceRow row) {
        try {
            return DicomJson.read(MetadataBlob.text(index.metadata(row.id()), ""))
                    .transcode("ISO_IR 192");
        } catch (DicomException e) {
            throw new HubFailure(FailureCategory.FAULT, "HUB-0580", "the metadata of an image is damaged");
        }
    }

    private KeyImageDocument.Observer observer(Caller author, Facility owner) {
        String display = region.users().stream()
                .filter(user -> user.name().equals(author.name()))
                .map(RegionUser::display)
                .findFirst()
                .orElse("");
        PersonName.Group latin = new PersonName.Group(clean(author.name()), "", "", "", "");
        PersonName.Group shown = new PersonName.Group(clean(display), "", "", "", "");
        boolean han = display.chars().anyMatch(each -> each > 0x7F);
        PersonName name = new PersonName(
                han || display.isBlank() ? latin : shown, han ? shown : PersonName.Group.EMPTY, PersonName.Group.EMPTY);
        return new KeyImageDocument.Observer(name, owner.nameZh());
    }

    /** What would part a value or a name. */
    private static String clean(String name) {
        String plain = name.replaceAll("[\\^=\\\\\\p{Cntrl}]", " ").strip();
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }

    private String store(DataSet document, String studyUid, Facility owner, Caller author) {
        try {
            Announcement announced = new Announcement(
                    owner,
                    author.name(),
                    document.string(Tag.SOPClassUID),
                    document.string(Tag.SOPInstanceUID),
                    UID.ExplicitVRLittleEndian);
            byte[] bytes = DicomWriter.toBytes(document, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            if (!intake.take(announced, studyUid, new ByteArrayInputStream(bytes))
                    .outcome()
                    .isSuccess()) {
                throw new HubFailure(FailureCategory.CONFLICT, "HUB-0581", "the archive does not take the selection");
            }
            return document.string(Tag.SeriesInstanceUID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller's own documents of a study. */
    public List<Saved> own(String studyUid, Caller caller) {
        return authors.of(studyUid, caller).stream()
                .map(own -> new Saved(own.series(), own.instance()))
                .toList();
    }

    /**
     * Takes the caller's own document out of the archive, as the owner would.
     *
     * @return the Patient the study is about, null where it has none
     * @throws HubFailure NOT_FOUND for what is not the caller's, CONFLICT when the study is held
     */
    public String withdraw(String studyUid, String sopUid, Caller caller, String reason) {
        KeyImageAuthors.Own own = authors.of(studyUid, caller).stream()
                .filter(each -> each.instance().equals(sopUid))
                .findFirst()
                .orElseThrow(() -> new HubFailure(
                        FailureCategory.NOT_FOUND, "HUB-0579", "no such selection of key images of this author"));
        return removal.remove(
                studyUid, own.series(), sopUid, new Removal.Order(caller.facility(), caller.name(), reason));
    }

    private static HubFailure incorrect(String fixedText) {
        return new HubFailure(FailureCategory.INCORRECT, "HUB-0578", fixedText);
    }
}
