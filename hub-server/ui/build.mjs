// Called by build.sh. Does each step only when its inputs changed: the install when the lock file did, the build and
// the tests when any source did. The marks are beside what they speak for, so `mvn clean` and `rm -r node_modules` are
// noticed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { notice } from './notice.mjs';

const [step, output] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
        `The pages of the hub need Node.js 20.19 or later, found ${process.versions.node}; -DskipUi builds without pages.`,
    );
    process.exit(1);
}

const installed = 'node_modules/.installed';
const lock = hash(['package-lock.json', '.npmrc']);
if (mark(installed) !== lock) {
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(installed, lock);
}

const inputs = hash([...files('src'), ...files('viewer'), ...files('test'), ...own()]);
const done = join(output, `../ui-${step}.hash`);
if (mark(done) !== inputs || (step === 'build' && !existsSync(join(output, 'index.html')))) {
    rmSync(done, { force: true });
    if (step === 'build') {
        build();
    } else {
        run('npm', ['run', '--silent', 'test']);
    }
    mkdirSync(join(output, '..'), { recursive: true });
    writeFileSync(done, inputs);
}

function build() {
    // What an earlier build left in the classes would otherwise travel in the jar for ever.
    rmSync(join(output, '../classes/static'), { recursive: true, force: true });
    process.env.UI_OUT = output;
    run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);
    // What PDF documents need that bring no fonts or no character maps of their own; fetched only then.
    for (const folder of ['cmaps', 'standard_fonts']) {
        cpSync(join('node_modules/pdfjs-dist', folder), join(output, 'assets', folder), { recursive: true });
    }
    writeFileSync(join(output, 'assets/NOTICE.txt'), notice());
    for (const file of files(output)) {
        if (/\.(js|css|wasm|svg)$/.test(file) && statSync(file).size > 1024) {
            writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
        }
    }
}

function run(command, args) {
    try {
        execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    } catch {
        console.error(
            `The pages of the hub were not built: "${command} ${args.slice(0, 3).join(' ')}" failed, see above.`,
        );
        process.exit(1);
    }
}

function mark(file) {
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function own() {
    return readdirSync('.', { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
}

function files(folder) {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
        .sort();
}

function hash(names) {
    const digest = createHash('sha256').update(process.versions.node);
    names.forEach((name) => digest.update(`\0${name}\0`).update(readFileSync(name)));
    return digest.digest('hex');
}
