// The licences of everything that can end up in the pages: each package the lock file installs for production.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text: name, version, licence and the licence's own words, for every production package in the lock file. */
export function notice() {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const parts = Object.entries(packages)
        .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev && existsSync(path))
        .map(([path, entry]) => section(path, entry));
    return `The pages of Yilian Hub contain parts of these packages.\n\n${parts.join('\n')}`;
}

function section(path, entry) {
    const own = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const words = readdirSync(path, { withFileTypes: true })
        .filter((file) => file.isFile() && /^(licen[cs]e|notice|copying)/i.test(file.name))
        .map((file) => readFileSync(join(path, file.name), 'utf8').trim());
    const licence = entry.license ?? own.license ?? 'see below';
    return `${'='.repeat(80)}\n${own.name} ${own.version}: ${typeof licence === 'string' ? licence : JSON.stringify(licence)}\n\n${words.join('\n\n')}\n`;
}
