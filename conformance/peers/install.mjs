// node install.mjs: brings the programs of others that the tests use from npm, when the lock file changed: the packages
// into node_modules, OHIF's ready build into node_modules/.ohif. OHIF's package is not in package.json, because what it
// was built from (some 1,000 packages) would come with it; it is taken by its name, version and hash instead.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(fileURLToPath(import.meta.url)));
const ohif = JSON.parse(readFileSync('package.json', 'utf8')).ohif;
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).update(ohif.integrity).digest('hex');
const mark = 'node_modules/.installed';
if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) {
    process.exit(0);
}
run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
const folder = 'node_modules/.ohif';
mkdirSync(folder, { recursive: true });
const file = join(
    folder,
    run('npm', ['pack', '--silent', '--pack-destination', folder, `@ohif/app@${ohif.version}`]).trim(),
);
const [algorithm, hash] = [ohif.integrity.slice(0, 6), ohif.integrity.slice(7)];
if (createHash(algorithm).update(readFileSync(file)).digest('base64') !== hash) {
    rmSync(folder, { recursive: true });
    throw new Error('@ohif/app is not the package whose hash is in package.json');
}
// Without what a browser fetches only for segmentation models and microscopy: 150 of 200 MB.
run('tar', [
    '-xzf',
    file,
    '-C',
    folder,
    '--strip-components=2',
    '--exclude=*/dist/ort',
    '--exclude=*/dicom-microscopy-viewer',
    'package/dist',
]);
rmSync(file);
writeFileSync(mark, wanted);

function run(command, args) {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
