package org.yilian.sample.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.PresentationContextException;
import org.yilian.sample.Hospital;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;
import org.yilian.sample.image.SampleInstance;
import org.yilian.sample.image.StudyMaker;

/** The archive of one hospital: sends study by study, an association each, every instance as it is kept. */
final class ImageSender implements Callable<List<SentInstance>> {
    private static final int OUT_OF_RESOURCES = 0xA700;

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
            List<SampleInstance> left = new ArrayList<>(maker.make(study.visit(), study.exam()));
            for (int attempt = 1; !left.isEmpty(); attempt++) {
                sendWhatIsLeft(study, left, sent);
                if (!left.isEmpty() && attempt >= settings.attempts()) {
                    left.forEach(instance -> book(study, instance, instance.bytes(), SentInstance.NO_ANSWER, sent));
                    left.clear();
                } else if (!left.isEmpty()) {
                    Pace.pause(settings, attempt);
                }
            }
        }
        return sent;
    }

    private void sendWhatIsLeft(Booked study, List<SampleInstance> left, List<SentInstance> sent) {
        AssociationRequest request = AssociationRequest.to(hub.host(), hub.dicomPort())
                .calling(study.hospital().aeTitle())
                .called(hub.aeTitle());
        SampleInstance any = left.get(0);
        request.propose(any.sopClassUid(), any.syntax().uid());
        try (DicomClient client = DicomClient.connect(request)) {
            while (!left.isEmpty()) {
                SampleInstance instance = left.get(0);
                byte[] bytes = instance.bytes();
                int status = store(client, instance, bytes);
                left.remove(0);
                book(study, instance, bytes, status, sent);
            }
        } catch (IOException e) {
            // The instance at the head was not answered: the next association begins with it.
        }
    }

    private static int store(DicomClient client, SampleInstance instance, byte[] bytes) throws IOException {
        try {
            int status = client.store(
                            instance.sopClassUid(),
                            instance.sopInstanceUid(),
                            instance.syntax().uid(),
                            new ByteArrayInputStream(bytes))
                    .code();
            if ((status & 0xFF00) == OUT_OF_RESOURCES) {
                throw new IOException("The hub has no room now");
            }
            return status;
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
