import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The hub that `npm run dev` talks to. */
const hub = process.env.HUB_URL ?? 'http://127.0.0.1:8080';
const proxied = ['/api', '/app', '/login', '/logout', '/recognition', '/dicomweb', '/fhir'];

/**
 * The pages carry their content policy themselves, so that they are as strict behind any proxy as the hub's own
 * headers make them. Only in the build: the development server needs inline scripts. Styles are inline because the
 * component library writes them at run time.
 */
const contentPolicy = (): Plugin => ({
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: [
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "worker-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "font-src 'self' data:",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
        ].join('; '),
      },
    },
  ],
});

export default defineConfig({
  plugins: [react(), contentPolicy()],
  resolve: {
    alias: {
      // vtk.js reaches xmlbuilder2, which extends Node's EventEmitter and asks for url, fs and path it never uses.
      events: here('node_modules/events/events.js'),
      url: here('src/viewer/nodeStub.ts'),
      fs: here('src/viewer/nodeStub.ts'),
      path: here('src/viewer/nodeStub.ts'),
    },
  },
  worker: { format: 'es', rolldownOptions: { checks: { bundlerTimings: false } } },
  build: {
    target: 'es2022',
    outDir: process.env.UI_OUT ?? here('../target/ui'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      checks: { bundlerTimings: false },
      input: { portal: here('index.html'), viewer: here('viewer/index.html') },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: hub, changeOrigin: false }])),
  },
  test: { include: ['test/**/*.test.ts'] },
});
