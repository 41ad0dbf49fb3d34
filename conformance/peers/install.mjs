// node install.mjs: brings the programs of others that the tests use from npm, when the lock file changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(fileURLToPath(import.meta.url)));
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const mark = 'node_modules/.installed';
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
    writeFileSync(mark, wanted);
}
