import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rollup } from 'vite';

/**
 * Writes `sw.js`, the service worker of one page, with the list of the files which that page
 * needs at first load. Other pages (desk, editor) are never cached: they need the server anyhow.
 */
export function offlineShell(page: string): Plugin {
  return {
    name: 'offline-shell',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = ['/', '/favicon.svg', ...filesOf(page, bundle).map((file) => `/${file}`)];
      const template = readFileSync(new URL('../src/resident/sw.js', import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: fill(template, files) });
    },
  };
}

function filesOf(page: string, bundle: Rollup.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file): file is Rollup.OutputChunk => file.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${page}`));
  if (!entry) throw new Error(`offline-shell: no entry for ${page}`);
  return [...new Set(withImports(entry, chunks))];
}

function withImports(chunk: Rollup.OutputChunk, all: Rollup.OutputChunk[]): string[] {
  const imported = all.filter((other) => chunk.imports.includes(other.fileName));
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])];
  return [chunk.fileName, ...styles, ...imported.flatMap((other) => withImports(other, all))];
}

function fill(template: string, files: string[]): string {
  const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
  return template.replace('__VERSION__', version).replace("['__FILES__']", JSON.stringify(files));
}
