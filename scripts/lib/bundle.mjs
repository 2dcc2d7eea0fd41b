import { build } from 'esbuild';
import { ROOT } from './run.mjs';

/** ESM has no `require`, which some CommonJS dependencies call for built-in modules. */
const REQUIRE = `import { createRequire as $createRequire } from 'node:module';
const require = $createRequire(import.meta.url);`;

/**
 * Has modules of Node.js itself required where they are imported. An import of `node:http` looks at
 * everything that the module has, and so loads a second client of HTTP, which takes some 40 ms.
 */
const REQUIRE_BUILTIN_MODULES = {
  name: 'require-builtin-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) => {
      const isStub = namespace === 'builtin' || namespace === 'http';
      if (!isStub && kind !== 'dynamic-import') return { path, namespace: 'builtin' };
      return !isStub && path === 'node:http'
        ? { path, namespace: 'http' }
        : { path, external: true };
    });
    onLoad({ filter: /^/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
    onLoad({ filter: /^/, namespace: 'http' }, () => ({ contents: HTTP }));
  },
};

/** What a dynamic import of `node:http` gives: all that can be had without loading more. */
const HTTP = `const http = require('node:http');
export default http;
export const {
  Agent, ClientRequest, IncomingMessage, METHODS, OutgoingMessage, STATUS_CODES, Server, ServerResponse,
  createServer, get, request, validateHeaderName, validateHeaderValue,
} = http;`;

/**
 * Bundles a program with all that it needs. The same sources give the same bytes.
 *
 * @param options - Of esbuild, beside what all bundles have in common.
 */
export async function bundle(options) {
  return build({
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // ES modules first: they can be shaken, which halves the bundle.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    plugins: [REQUIRE_BUILTIN_MODULES],
    logLevel: 'warning',
    ...options,
  });
}
