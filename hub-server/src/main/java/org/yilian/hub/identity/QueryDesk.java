package org.yilian.hub.identity;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.intake.QueryResponder;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.MessageCharset;
import org.yilian.mappings.hl7v2.query.Answer;
import org.yilian.mappings.hl7v2.query.AnswerWriter;
import org.yilian.mappings.hl7v2.query.Query;

/**
 * Answers queries for people over MLLP: IHE PDQ (ITI-21), IHE PIX (ITI-9) and Get Person Demographics. Decided as FHIR's
 * search of Patient is, record by record, and on record before the answer leaves (invariant 7). Keeps nothing between the
 * pages of an answer.
 */
@Component
class QueryDesk implements QueryResponder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ", Locale.ROOT);
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Domains domains;
    private final PeopleFinder finder;
    private final People people;
    private final QueryAccess access;
    private final AuditTrail audit;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final String start;
    private final AtomicLong count = new AtomicLong();

    QueryDesk(
            Domains domains,
            PeopleFinder finder,
            People people,
            QueryAccess access,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.domains = domains;
        this.finder = finder;
        this.people = people;
        this.access = access;
        this.audit = audit;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.clock = clock;
        this.start = "Q" + Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean answers(String triggerCode) {
        return Query.isQuery(triggerCode);
    }

    @Override
    public byte[] answer(InboundMessage inbound, Facility sender, boolean vouched) {
        Charset charset =
                MessageCharset.detect(inbound.bytes(), sender.charset()).charset();
        Er7Message message = Er7Message.parse(inbound.bytes(), charset);
        Query query = Query.read(message);
        Answer answer = decided(sender, vouched, message, query);
        return AnswerWriter.write(
                message,
                query,
                answer,
                TIME.format(clock.instant().atZone(sender.zone())),
                start + Long.toString(count.incrementAndGet(), 36).toUpperCase(Locale.ROOT),
                charset,
                StandardCharsets.UTF_8);
    }

    private Answer decided(Facility sender, boolean vouched, Er7Message message, Query query) {
        if (query == null) {
            boolean cancel = message.triggerCode().equals(Query.CANCEL);
            return cancel ? Answer.found(List.of(), null) : Answer.refused("100", "A query needs a QPD segment");
        }
        Access asked = access.of(sender, query, text(message));
        if (!access.allowed(sender, vouched)) {
            audit.recordLater(asked.ending(Access.Outcome.DENIED));
            return Answer.refused("207", "Not allowed for this sender");
        }
        Result result = reading.execute(status -> look(query, sender));
        audit.record(access.touching(asked, result.records()));
        return result.answer();
    }

    /** @param records logical ids of the records the answer is made of */
    private record Result(Answer answer, List<String> records) {
        static Result of(Answer answer) {
            return new Result(answer, List.of());
        }
    }

    private Result look(Query query, Facility sender) {
        Set<String> wanted = new LinkedHashSet<>();
        List<Answer.Error> errors = new ArrayList<>();
        for (Query.Domain domain : query.domains()) {
            domains.system(sender, domain.name(), domain.oid())
                    .ifPresentOrElse(
                            wanted::add,
                            () -> errors.add(
                                    Answer.Error.unknownKey(query.kind().domainField(), domain.repetition(), 0)));
        }
        if (!errors.isEmpty()) {
            return Result.of(Answer.error(errors));
        }
        return query.kind() == Query.Kind.DEMOGRAPHICS ? candidates(query, sender, wanted) : one(query, sender, wanted);
    }

    private PeopleFinder.Seen seenBy(Facility sender) {
        return records -> access.visible(sender, records);
    }

    /** IHE ITI-21. */
    private Result candidates(Query query, Facility sender, Set<String> wanted) {
        PeopleFinder.Seen seen = seenBy(sender);
        PersonCriteria criteria = PersonCriteria.of(query);
        if (!criteria.errors().isEmpty()) {
            return Result.of(Answer.error(criteria.errors()));
        }
        var all = finder.find(criteria, sender, seen);
        if (all.isEmpty()) {
            return Result.of(Answer.error(new Answer.Error(
                    3, 1, 0, "101", "A number, a date of birth or the beginning of a name is needed")));
        }
        int size = query.quantity() == 0 ? PAGE : Math.min(query.quantity(), LARGEST_PAGE);
        Pages pages = Pages.of(query);
        if (!pages.fits()) {
            return Result.of(Answer.error(new Answer.Error(0, 0, 0, "204", "Unknown continuation pointer")));
        }
        List<PeopleFinder.Found> rest = all.get().stream()
                .filter(each -> each.person() > pages.after())
                .filter(each -> !finder.numbers(each.person(), wanted, seen).isEmpty())
                .toList();
        List<PeopleFinder.Found> page = rest.subList(0, Math.min(size, rest.size()));
        String pointer =
                rest.size() > page.size() ? pages.next(page.get(page.size() - 1).person()) : null;
        List<Answer.Hit> hits =
                page.stream().map(each -> finder.hit(each, wanted, seen)).toList();
        return new Result(Answer.found(hits, pointer), records(page, seen));
    }

    private List<String> records(List<PeopleFinder.Found> page, PeopleFinder.Seen seen) {
        return page.stream()
                .flatMap(each -> seen.apply(people.recordsOf(each.person())).stream())
                .map(People.PersonLink::patient)
                .toList();
    }

    /** IHE ITI-9, and Get Person Demographics, which differ in what is told of the one found. */
    private Result one(Query query, Facility sender, Set<String> wanted) {
        Query.Number asked = query.person();
        if (asked == null) {
            return Result.of(Answer.error(new Answer.Error(3, 1, 1, "101", "Required field missing")));
        }
        var system = domains.system(sender, asked.name(), asked.oid());
        if (system.isEmpty()) {
            return Result.of(Answer.error(Answer.Error.unknownKey(3, 1, 4)));
        }
        PeopleFinder.Seen seen = seenBy(sender);
        List<People.PersonLink> links = seen.apply(people.find(system.get(), asked.value()));
        if (links.isEmpty()) {
            return Result.of(
                    query.kind() == Query.Kind.IDENTIFIERS
                            ? Answer.error(Answer.Error.unknownKey(3, 1, 1))
                            : Answer.found(List.of(), null));
        }
        return query.kind() == Query.Kind.IDENTIFIERS
                ? identifiers(links, wanted, system.get(), asked, seen)
                : person(links, wanted, seen);
    }

    /** A number that leads to several persons gives the numbers of those records alone that have it. */
    private Result identifiers(
            List<People.PersonLink> links,
            Set<String> wanted,
            String system,
            Query.Number asked,
            PeopleFinder.Seen seen) {
        List<String> records = recordsOf(links, seen);
        var numbers = finder.numbers(records, wanted).stream()
                .filter(each -> !each.equals(domains.number(system, mended(asked.value()))))
                .toList();
        return numbers.isEmpty()
                ? new Result(Answer.found(List.of(), null), records)
                : new Result(Answer.found(List.of(new Answer.Hit(numbers, null)), null), records);
    }

    private static String mended(String value) {
        return CitizenId.of(value).map(CitizenId::value).orElse(value);
    }

    private List<String> recordsOf(List<People.PersonLink> links, PeopleFinder.Seen seen) {
        boolean one = links.stream().map(People.PersonLink::person).distinct().count() == 1;
        return (one ? seen.apply(people.recordsOf(links.get(0).person())) : links)
                .stream().map(People.PersonLink::patient).toList();
    }

    private Result person(List<People.PersonLink> links, Set<String> wanted, PeopleFinder.Seen seen) {
        boolean several =
                links.stream().map(People.PersonLink::person).distinct().count() > 1;
        List<PeopleFinder.Found> found = several ? List.of() : finder.shown(links.get(0), seen);
        List<Answer.Hit> hits =
                found.stream().map(each -> finder.hit(each, wanted, seen)).toList();
        return new Result(Answer.found(hits, null), records(found, seen));
    }

    private static String text(Er7Message message) {
        return message.segments().stream()
                .filter(each -> each.is("QPD"))
                .flatMap(each -> each.repetitions(3).stream())
                .map(each -> each.raw())
                .collect(Collectors.joining("~"));
    }
}
