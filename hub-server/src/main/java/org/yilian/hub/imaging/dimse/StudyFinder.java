package org.yilian.hub.imaging.dimse;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.Tag;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.imaging.query.BadQuery;
import org.yilian.hub.imaging.query.Condition;
import org.yilian.hub.imaging.query.ImageSearch;
import org.yilian.hub.imaging.query.Query;

/** Searches the index by an identifier, page by page while its answers are taken. */
@Component
class StudyFinder {
    private static final int PAGE = 500;

    private final ImageSearch search;

    StudyFinder(ImageSearch search) {
        this.search = search;
    }

    /**
     * Answers, lazily.
     *
     * @param fuzzy whether names match by the beginnings of their words
     * @param visible leaves of each page what may be shown
     * @param seen hears of each page before the first of its answers is taken
     * @throws DicomStatusException A900 where a value has not the form of its attribute
     */
    Stream<ImageSearch.Answer> find(
            Identifier identifier,
            PatientScope.Scope scope,
            boolean fuzzy,
            UnaryOperator<List<ImageSearch.Answer>> visible,
            Consumer<List<ImageSearch.Answer>> seen)
            throws DicomStatusException {
        List<Condition> conditions = conditions(identifier, scope, fuzzy);
        Map<String, String> values = identifier.level() == QueryLevel.PATIENT ? Map.of() : scope.values();
        return Stream.iterate(
                        page(identifier, conditions, values, fuzzy, 0, visible, seen),
                        page -> page != Page.NONE,
                        page -> page.isLast()
                                ? Page.NONE
                                : page(identifier, conditions, values, fuzzy, page.offset() + PAGE, visible, seen))
                .map(Page::answers)
                .flatMap(Collection::stream);
    }

    /** @param found how many there were before some were left out */
    private record Page(List<ImageSearch.Answer> answers, int found, int offset) {
        static final Page NONE = new Page(List.of(), 0, 0);

        boolean isLast() {
            return found < PAGE;
        }
    }

    private Page page(
            Identifier identifier,
            List<Condition> conditions,
            Map<String, String> values,
            boolean fuzzy,
            int offset,
            UnaryOperator<List<ImageSearch.Answer>> visible,
            Consumer<List<ImageSearch.Answer>> seen) {
        Map<String, String[]> parameters = parameters(values, fuzzy);
        identifier.asked().forEach(tag -> parameters.putIfAbsent(Tag.toHex(tag), new String[] {""}));
        parameters.put("limit", new String[] {String.valueOf(PAGE)});
        parameters.put("offset", new String[] {String.valueOf(offset)});
        Query query = Query.parse(identifier.level().searched, conditions, parameters);
        List<ImageSearch.Answer> found = search.find(query, "");
        List<ImageSearch.Answer> answers = visible.apply(found);
        if (!answers.isEmpty() || offset == 0) {
            seen.accept(answers);
        }
        return new Page(answers, found.size(), offset);
    }

    private static Map<String, String[]> parameters(Map<String, String> values, boolean fuzzy) {
        Map<String, String[]> parameters = new HashMap<>();
        values.forEach((tag, value) -> parameters.put(tag, new String[] {value}));
        if (fuzzy) {
            parameters.put("fuzzymatching", new String[] {"true"});
        }
        return parameters;
    }

    /** Checked here once, so that what is wrong is told before the first page. A patient is shown by the latest study. */
    private static List<Condition> conditions(Identifier identifier, PatientScope.Scope scope, boolean fuzzy)
            throws DicomStatusException {
        Query query;
        try {
            query = Query.parse(identifier.level().searched, scope.conditions(), parameters(scope.values(), fuzzy));
        } catch (BadQuery e) {
            throw new DicomStatusException(DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(
                    e.getMessage().substring(0, Math.min(64, e.getMessage().length()))));
        }
        if (identifier.level() != QueryLevel.PATIENT) {
            return scope.conditions();
        }
        String where = query.conditions().stream()
                .map(condition -> "(" + condition.sql() + ")")
                .reduce("1 = 1", (all, each) -> all + " and " + each);
        List<Object> arguments = query.conditions().stream()
                .flatMap(condition -> condition.arguments().stream())
                .toList();
        // one person of several numbers is one patient to the hospital that asked by its own
        String each = scope.own().isPresent() ? "" : " group by st.facility, st.patient_id, st.issuer";
        return List.of(
                Query.where("st.id in (select max(st.id) from yh_study st where " + where + each + ")", arguments));
    }
}
