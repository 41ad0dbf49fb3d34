// dcmjs-dimse against the hub: node dimse.mjs <host> <port> <file> <port to listen at>. Writes what it saw as one line
// of JSON. The file goes in, is found, comes back and is committed to.
import { createHash } from 'node:crypto';
import dimse from 'dcmjs-dimse';

const { Client, Dataset, Scp, Server } = dimse;
const { CEchoRequest, CFindRequest, CGetRequest, CStoreRequest, NActionRequest } = dimse.requests;
const { CStoreResponse, NEventReportResponse } = dimse.responses;
const { PresentationContextResult, SopClass, Status, TransferSyntax } = dimse.constants;
dimse.log.disableAll();

const [host, port, file, ownPort] = process.argv.slice(2);
const caller = 'TESTSCP';
const called = 'YILIAN';
const pushModelInstance = '1.2.840.10008.1.20.1.1';
const patience = 60_000;

/** Sends requests on one association; resolves with their last responses when it is released. */
function send(requests, prepare = () => {}) {
    return new Promise((resolve, reject) => {
        const client = new Client();
        const answers = requests.map(() => []);
        requests.forEach((request, at) => {
            request.on('response', (response) => answers[at].push(response));
            client.addRequest(request);
        });
        client.on('networkError', reject);
        client.on('associationRejected', (result) => reject(new Error(`rejected: ${result}`)));
        client.on('closed', () => resolve(answers));
        prepare(client);
        client.send(host, Number(port), caller, called);
    });
}

const last = (answers) => answers[answers.length - 1]?.getStatus();
const sha = (bytes) => createHash('sha256').update(Buffer.from(bytes)).digest('hex');
const pixels = (set) => sha([].concat(set.getElement('PixelData'))[0]);

const seen = {};
const store = new CStoreRequest(file);
const own = Dataset.fromFile(file);
const study = own.getElement('StudyInstanceUID');
const sent = { sopClass: own.getElement('SOPClassUID'), sop: own.getElement('SOPInstanceUID') };

const [echo, stored] = await send([new CEchoRequest(), store]);
seen.echo = last(echo);
seen.store = last(stored);

const [found] = await send([
    CFindRequest.createStudyFindRequest({ StudyInstanceUID: study, PatientID: '', PatientName: '' }),
]);
seen.find = last(found);
seen.found = found.filter((each) => each.hasDataset()).map((each) => each.getDataset().getElement('PatientID'));

const got = [];
const [get] = await send([CGetRequest.createStudyGetRequest(study)], (client) => {
    client.on('cStoreRequest', (request, answer) => {
        got.push(request.getDataset());
        const response = CStoreResponse.fromRequest(request);
        response.setStatus(Status.Success);
        answer(response);
    });
});
seen.get = last(get);
seen.got = got.map((set) => set.getElement('SOPInstanceUID'));
seen.samePixels = got.length === 1 && pixels(got[0]) === pixels(own);

// Storage commitment: asked for by N-ACTION, answered by the hub's N-EVENT-REPORT on an association of the hub's own.
let told;
const report = new Promise((resolve) => (told = resolve));
class Modality extends Scp {
    associationRequested(association) {
        for (const { id } of association.getPresentationContexts()) {
            const context = association.getPresentationContext(id);
            const syntax = context
                .getTransferSyntaxUids()
                .find((each) => each === TransferSyntax.ImplicitVRLittleEndian);
            if (context.getAbstractSyntaxUid() === SopClass.StorageCommitmentPushModel && syntax) {
                context.setResult(PresentationContextResult.Accept, syntax);
            } else {
                context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
            }
        }
        this.sendAssociationAccept();
    }
    nEventReportRequest(request, answer) {
        const response = NEventReportResponse.fromRequest(request);
        response.setStatus(Status.Success);
        answer(response);
        told({ event: request.getEventTypeId(), set: request.getDataset() });
    }
    associationReleaseRequested() {
        this.sendAssociationReleaseResponse();
    }
}
const server = new Server(Modality);
server.on('networkError', () => {});
server.listen(Number(ownPort));

const transaction = Dataset.generateDerivedUid();
const commitment = new NActionRequest(SopClass.StorageCommitmentPushModel, pushModelInstance, 1);
commitment.setDataset(
    new Dataset({
        TransactionUID: transaction,
        ReferencedSOPSequence: [
            { ReferencedSOPClassUID: sent.sopClass, ReferencedSOPInstanceUID: sent.sop },
            { ReferencedSOPClassUID: sent.sopClass, ReferencedSOPInstanceUID: Dataset.generateDerivedUid() },
        ],
    }),
);
const [asked] = await send([commitment]);
seen.action = last(asked);
const late = setTimeout(() => told({}), patience);
const { event, set } = await report;
clearTimeout(late);
seen.event = event;
if (set) {
    const list = (name) => [].concat(set.getElement(name) ?? []).map((each) => each.ReferencedSOPInstanceUID);
    seen.sameTransaction = set.getElement('TransactionUID') === transaction;
    seen.committed = list('ReferencedSOPSequence');
    seen.failed = list('FailedSOPSequence').length;
}
seen.sop = sent.sop;
server.close();
console.log(JSON.stringify(seen));
process.exit(0);
