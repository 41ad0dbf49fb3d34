package org.yilian.hub.imaging.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.dicom.Tag;
import org.yilian.hub.imaging.StudyOwners;
import org.yilian.hub.imaging.query.Condition;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.query.Level;
import org.yilian.hub.imaging.query.Query;
import org.yilian.hub.imaging.query.Words;

/**
 * {@code /api/studies}: what the viewer's list asks beyond QIDO-RS. Names and numbers come in a body, because addresses are
 * logged; answers are DICOM JSON as QIDO-RS gives it.
 */
@RestController
@RequestMapping("/api/studies")
class StudyListController {
    private static final Pattern DAY = Pattern.compile("\\d{8}");
    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9]{1,16}");
    private static final int MOST = 200;
    private static final Set<Integer> FIELDS = Set.of(
            Tag.ModalitiesInStudy,
            Tag.StudyDescription,
            Tag.InstitutionName,
            Tag.AccessionNumber,
            Tag.PatientBirthDate,
            Tag.PatientSex);

    private final ImageSearch search;
    private final StudyOwners owners;
    private final DicomWeb web;
    private final ImagingAccess access;

    StudyListController(ImageSearch search, StudyOwners owners, DicomWeb web, ImagingAccess access) {
        this.search = search;
        this.owners = owners;
        this.web = web;
        this.access = access;
    }

    /** @param since day as DICOM writes it; null for any */
    record Asked(String words, String modality, String since, int limit, long offset) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Asked";
        }
    }

    @PostMapping("/search")
    List<Map<String, JsonNode>> find(@RequestBody Asked asked) {
        List<Condition> conditions = visible();
        conditions.add(Words.of(asked.words()));
        if (asked.modality() != null && MODALITY.matcher(asked.modality()).matches()) {
            conditions.add(Query.modality(asked.modality()));
        }
        if (asked.since() != null && DAY.matcher(asked.since()).matches()) {
            conditions.add(Query.since(asked.since()));
        }
        int limit = Math.max(1, Math.min(MOST, asked.limit()));
        return answer("words=" + asked.words(), conditions, limit, Math.max(0, asked.offset()));
    }

    /** All studies of the person this study is of, in all hospitals, the study itself included, newest first. */
    @GetMapping("/{study}/person")
    List<Map<String, JsonNode>> ofSamePerson(@PathVariable String study) {
        DicomWeb.requireUid(study);
        List<Condition> conditions = visible();
        conditions.add(access.ofSamePerson(owners.of(study).filter(access::sees).orElseThrow(Refusal::notFound)));
        return answer("samePersonAs=" + study, conditions, MOST, 0);
    }

    private List<Condition> visible() {
        List<Condition> conditions = new ArrayList<>();
        access.visible().ifPresent(conditions::add);
        return conditions;
    }

    private List<Map<String, JsonNode>> answer(String question, List<Condition> conditions, int limit, long offset) {
        Query query = new Query(Level.STUDY, conditions, Set.of(), FIELDS, false, null, limit, offset);
        List<ImageSearch.Answer> found = access.visible(search.find(query, web.base()));
        access.searched(question, found);
        return found.stream().map(ImageSearch.Answer::attributes).toList();
    }
}
