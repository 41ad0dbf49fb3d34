package org.yilian.hub.imaging.dimse;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.imaging.ingest.PatientNumbers;
import org.yilian.hub.imaging.worklist.Keys;
import org.yilian.hub.imaging.worklist.Worklist;
import org.yilian.hub.record.RecordReader;
import org.yilian.mappings.dicom.PatientModule;

/**
 * Modality Worklist, PS3.4 annex K: what the asking hospital has to perform, with its own numbers. Orders are matched first, the
 * patients of those that match are read page by page while the answers are sent.
 */
@Component
class WorklistService {
    private static final int PAGE = 100;
    private static final Set<Integer> NO_KEYS = Set.of(Tag.SpecificCharacterSet, Tag.TimezoneOffsetFromUTC);
    private static final Set<Integer> OF_PATIENT =
            Set.of(Tag.PatientName, Tag.PatientID, Tag.IssuerOfPatientID, Tag.PatientBirthDate, Tag.PatientSex);

    private final DimseAccess access;
    private final Worklist worklist;
    private final RecordReader record;
    private final TransactionTemplate transaction;
    private final WorklistSettings settings;
    private final Clock clock;

    WorklistService(
            DimseAccess access,
            Worklist worklist,
            RecordReader record,
            PlatformTransactionManager transactions,
            WorklistSettings settings,
            Clock clock) {
        this.access = access;
        this.worklist = worklist;
        this.record = record;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.settings = settings;
        this.clock = clock;
    }

    /** Called by the route: the entries that match, recorded page by page before their first leaves. */
    public Stream<DataSet> find(@Body DataSet keys, @Header(DicomConstants.ASSOCIATION) AssociationInfo association)
            throws DicomStatusException {
        Peer peer = access.peer(association);
        List<String> charset = Identifier.declared(keys, peer.facility());
        int[] asked = Arrays.stream(keys.tags())
                .filter(tag -> !NO_KEYS.contains(tag) && Tag.element(tag) != 0)
                .toArray();
        int[] ofOrder =
                Arrays.stream(asked).filter(tag -> !OF_PATIENT.contains(tag)).toArray();
        List<Worklist.Entry> entries =
                worklist.open(peer.facility().code(), since(peer.facility()), patients(keys, peer.facility())).stream()
                        .filter(entry -> Keys.match(keys, entry.attributes(), ofOrder))
                        .toList();
        int pages = Math.max(1, (entries.size() + PAGE - 1) / PAGE);
        return IntStream.range(0, pages)
                .mapToObj(n -> entries.subList(n * PAGE, Math.min(entries.size(), (n + 1) * PAGE)))
                .flatMap(page -> answers(peer, keys, page))
                .map(answer -> Match.inCharset(wanted(keys, answer), charset));
    }

    private LocalDate since(Facility facility) {
        return LocalDate.ofInstant(clock.instant(), facility.zone()).minusDays(settings.days());
    }

    /** Whose orders to look at: everybody's, unless one number is asked for. */
    private static Set<String> patients(DataSet keys, Facility facility) {
        String number = keys.string(Tag.PatientID, "");
        boolean single = !number.isEmpty() && !number.matches("(?s).*[*?].*");
        return single ? PatientNumbers.patientRefs(facility, number) : null;
    }

    private Stream<DataSet> answers(Peer peer, DataSet keys, List<Worklist.Entry> page) {
        List<DataSet> answers = new ArrayList<>();
        List<Worklist.Entry> told = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (Worklist.Entry entry : page) {
                patient(entry.patient(), peer.facility())
                        .filter(patient -> Keys.match(keys, patient, asked(keys)))
                        .ifPresent(patient -> {
                            answers.add(entry.attributes().putAll(patient));
                            told.add(entry);
                        });
            }
        });
        access.worklist(peer, question(keys), told);
        return answers.stream();
    }

    private static int[] asked(DataSet keys) {
        return OF_PATIENT.stream()
                .mapToInt(Integer::intValue)
                .filter(keys::contains)
                .toArray();
    }

    private Optional<DataSet> patient(String id, Facility facility) {
        return record.read(Patient.class, id).map(patient -> {
            DataSet module = PatientModule.of(patient);
            PatientNumbers.Number number = PatientNumbers.of(facility, patient);
            return module.set(Tag.PatientID, number.value()).set(Tag.IssuerOfPatientID, number.issuer());
        });
    }

    /** What was asked for and nothing else, empty where nobody said it; sequences likewise, whole where no item says what of them. */
    private static DataSet wanted(DataSet keys, DataSet found) {
        DataSet answer = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
        for (int tag : keys.tags()) {
            if (NO_KEYS.contains(tag) || Tag.element(tag) == 0) {
                continue;
            }
            if (keys.vr(tag) == VR.SQ) {
                DataSet inside = keys.item(tag);
                answer.setItems(
                        tag,
                        found.items(tag).stream()
                                .map(item -> inside == null || inside.isEmpty() ? item.copy() : parts(inside, item))
                                .toArray(DataSet[]::new));
            } else if (found.hasValue(tag)) {
                answer.putAll(found.select(each -> each == tag));
            } else {
                answer.setEmpty(tag, Dictionary.vrOf(tag));
            }
        }
        return answer;
    }

    private static DataSet parts(DataSet keys, DataSet item) {
        return wanted(keys, item).remove(Tag.SpecificCharacterSet);
    }

    private static String question(DataSet keys) {
        return "WORKLIST " + values(keys);
    }

    private static String values(DataSet keys) {
        return Arrays.stream(keys.tags())
                .filter(tag -> !NO_KEYS.contains(tag))
                .mapToObj(tag -> keys.vr(tag) == VR.SQ
                        ? keys.items(tag).stream().map(WorklistService::values).collect(Collectors.joining("&"))
                        : keys.hasValue(tag) ? Tag.toHex(tag) + "=" + String.join("\\", keys.strings(tag)) : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("&"));
    }
}
