// dicomweb-client, which OHIF uses too, against the hub: node dicomweb.mjs <DICOMweb root> <token> <file> <study>
// <series> <instance> <file to write>. Stores the file, finds it and has it back into the other file; writes what else
// it saw as one line of JSON.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
globalThis.XMLHttpRequest = require('xhr2');
const { api } = require('dicomweb-client');

const [url, token, file, studyInstanceUID, seriesInstanceUID, sopInstanceUID, copy] = process.argv.slice(2);
const client = new api.DICOMwebClient({ url, headers: { Authorization: `Bearer ${token}` }, verbose: false });
const sha = (bytes) => createHash('sha256').update(Buffer.from(bytes)).digest('hex');

const bytes = readFileSync(file);
const dataset = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
await client.storeInstances({ datasets: [dataset] });

const study = { studyInstanceUID };
const series = { ...study, seriesInstanceUID };
const instance = { ...series, sopInstanceUID };
const seen = {};
const value = (sets, tag) => sets.map((set) => set[tag].Value[0]);
seen.studies = value(
    await client.searchForStudies({ queryParams: { StudyInstanceUID: studyInstanceUID } }),
    '0020000D',
);
seen.series = value(await client.searchForSeries(study), '0020000E');
seen.instances = value(await client.searchForInstances(series), '00080018');
seen.studyMetadata = value(await client.retrieveStudyMetadata(study), '00080018');
seen.seriesMetadata = value(await client.retrieveSeriesMetadata(series), '00080018');
const metadata = await client.retrieveInstanceMetadata(instance);
seen.instanceMetadata = value(metadata, '00080018');
const object = await client.retrieveInstance(instance);
writeFileSync(copy, Buffer.from(object));
const same = (objects) => objects.length === 1 && sha(objects[0]) === sha(object);
seen.study = same(await client.retrieveStudy(study));
seen.seriesObjects = same(await client.retrieveSeries(series));
const frames = await client.retrieveInstanceFrames({ ...instance, frameNumbers: [1] });
seen.frame = sha(frames[0]);
const start = (data) => Buffer.from([].concat(data)[0]).subarray(0, 4).toString('hex');
seen.png = start(await client.retrieveInstanceRendered({ ...instance, mediaTypes: [{ mediaType: 'image/png' }] }));
seen.jpeg = start(
    await client.retrieveInstanceFramesRendered({
        ...instance,
        frameNumbers: [1],
        mediaTypes: [{ mediaType: 'image/jpeg' }],
    }),
);
console.log(JSON.stringify(seen));
