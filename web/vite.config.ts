/// <reference types="vitest/config" />
import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineShell } from './dev/offline-shell';

/** Every page is one HTML file here; a page that is not written yet is simply left out. */
const pages = ['index.html', 'desk.html', 'editor.html'].filter((page) =>
  existsSync(new URL(page, import.meta.url)),
);

export default defineConfig({
  plugins: [react(), offlineShell('index.html')],
  // Its `browser` build is one piece with everything in it; the modules can be taken singly.
  resolve: { alias: [{ find: /^@chatui\/core$/, replacement: '@chatui/core/es/index.js' }] },
  build: {
    // Phones of 2020 and later, and the browser inside WeChat on them.
    target: ['chrome87', 'safari14'],
    // A data: address for a script would break the Content-Security-Policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: pages,
      treeshake: {
        // ChatUI declares nothing about side effects; without this its polyfills and 40 unused
        // components would be in the first load.
        moduleSideEffects: (id) => !/node_modules\/(@chatui\/core|core-js)/.test(id) || id.endsWith('.less'),
      },
    },
  },
  server: { proxy: { '/webhooks': 'http://127.0.0.1:5178' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['dev/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    server: { deps: { inline: ['@chatui/core'] } },
  },
});
