// The first load of the resident's page, gzipped, against its budget. Run after `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const dist = new URL('../dist/', import.meta.url);
const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length;

const html = readFileSync(new URL('index.html', dist), 'utf8');
const linked = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((match) => match[1]);
const rows = ['index.html', ...new Set(linked)].map((file) => [file, sizeOf(file)]);
const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;

for (const [file, bytes] of rows) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${total.toFixed(1).padStart(8)} kB  first load, gzip (budget ${BUDGET_KB} kB)`);
process.exit(total > BUDGET_KB ? 1 : 0);
