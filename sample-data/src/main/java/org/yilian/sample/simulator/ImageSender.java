package org.yilian.sample.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.PresentationContextException;
import org.yilian.sample.Hospital;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;
import org.yilian.sample.image.SampleInstance;
import org.yilian.sample.image.StudyMaker;

/** The archive of one hospital: sends study by study, an association each, every instance as it is kept. */
final class ImageSender implements Callable<List<SentInstance>> {
    private final HubAddress hub;
    private final PlaySettings settings;
    private final StudyMaker maker;
    private final List<Booked> studies;
    private final Tally tally;

    /** A study to be sent. */
    record Booked(Visit visit, ExamOrder exam) {
        Hospital hospital() {
            return visit.registration().hospital();
        }
    }

    ImageSender(HubAddress hub, PlaySettings settings, StudyMaker maker, List<Booked> studies, Tally tally) {
        this.hub = hub;
        this.settings = settings;
        this.maker = maker;
        this.studies = studies;
        this.tally = tally;
    }

    @Override
    public List<SentInstance> call() throws InterruptedException {
        List<SentInstance> sent = new ArrayList<>();
        for (Booked study : studies) {
            List<SampleInstance> left = maker.make(study.visit(), study.exam());
            for (int attempt = 1; !left.isEmpty(); attempt++) {
                boolean last = attempt >= settings.attempts();
                left = send(study, left, last, sent);
                if (!left.isEmpty()) {
                    Pace.pause(settings, attempt);
                }
            }
        }
        return sent;
    }

    /**
     * Sends over one association. What is not taken is tried again later, as the send queue of an archive does, unless this
     * is the last attempt.
     *
     * @return what is to be tried again
     */
    private List<SampleInstance> send(
            Booked study, List<SampleInstance> instances, boolean last, List<SentInstance> sent) {
        List<SampleInstance> again = new ArrayList<>();
        int next = 0;
        try (DicomClient client = DicomClient.connect(request(study, instances.get(0)))) {
            for (; next < instances.size(); next++) {
                SampleInstance instance = instances.get(next);
                byte[] bytes = instance.bytes();
                int status = store(client, instance, bytes);
                if (last || status == 0 || isFinal(status)) {
                    book(study, instance, bytes, status, sent);
                } else {
                    again.add(instance);
                }
            }
        } catch (IOException e) {
            // The association ended: this instance and those after it were not answered.
            List<SampleInstance> unanswered = instances.subList(next, instances.size());
            if (last) {
                unanswered.forEach(instance -> book(study, instance, instance.bytes(), SentInstance.NO_ANSWER, sent));
            } else {
                again.addAll(unanswered);
            }
        }
        return again;
    }

    private AssociationRequest request(Booked study, SampleInstance instance) {
        return AssociationRequest.to(hub.host(), hub.dicomPort())
                .calling(study.hospital().aeTitle())
                .called(hub.aeTitle())
                .propose(instance.sopClassUid(), instance.syntax().uid());
    }

    /** Whether trying again is useless: not negotiated, or the receiver says that the object will never do. */
    private static boolean isFinal(int status) {
        return status == SentInstance.NOT_ACCEPTED
                || status == DimseStatus.SOP_CLASS_NOT_SUPPORTED.code()
                || status == DimseStatus.NOT_AUTHORIZED.code()
                || (status & 0xFF00) == 0xA900
                || (status & 0xF000) == 0xC000;
    }

    private static int store(DicomClient client, SampleInstance instance, byte[] bytes) throws IOException {
        try {
            return client.store(
                            instance.sopClassUid(),
                            instance.sopInstanceUid(),
                            instance.syntax().uid(),
                            new ByteArrayInputStream(bytes))
                    .code();
        } catch (PresentationContextException e) {
            return SentInstance.NOT_ACCEPTED;
        }
    }

    private void book(Booked study, SampleInstance instance, byte[] bytes, int status, List<SentInstance> sent) {
        ExamOrder exam = study.exam();
        sent.add(new SentInstance(
                study.hospital(),
                study.visit().registration().person().key(),
                study.visit().patientNumber(),
                exam.accession(),
                exam.exam().modality(),
                exam.exam().item(),
                exam.at(),
                exam.studyInstanceUid(),
                instance.seriesInstanceUid(),
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                instance.syntax().uid(),
                bytes.length,
                Hashes.sha256(bytes),
                status));
        tally.add(status == 0);
    }
}
