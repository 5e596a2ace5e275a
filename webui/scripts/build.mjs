// Called by Maven: installs when the lock changed, makes the types when the contract did, builds when an input changed. Nothing changed costs a hash.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm, run, tool } from './run.mjs';
import { once, root } from './stamp.mjs';

const CONTRACT = '../backend/src/main/resources/openapi.yaml';
const TYPES = 'src/api/schema.d.ts';

const WANTED = [20, 19];
const BUILD = [
  'index.html',
  'package-lock.json',
  'public',
  'src',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(`webui: Node ${WANTED.join('.')} or newer is needed, this is ${process.versions.node}`);
  process.exit(1);
}

if (!existsSync(join(root, 'node_modules', 'vite')))
  rmSync(join(root, 'target', 'stamps'), { recursive: true, force: true });
once('install', ['package.json', 'package-lock.json'], () => {
  run('npm ci', npm, ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']);
});

if (!existsSync(join(root, TYPES))) rmSync(join(root, 'target', 'stamps', 'types'), { force: true });
once('types', ['package-lock.json', 'package.json', CONTRACT], () => {
  run('API types', npm, ['run', 'gen:api']);
});

if (!existsSync(join(root, 'dist', 'index.html')))
  rmSync(join(root, 'target', 'stamps', 'build'), { force: true });
once('build', BUILD, () => {
  tool('vite build', 'vite/bin/vite.js', 'build');
});

// The bundler empties dist, so the pages of /docs come after it.
if (!existsSync(join(root, 'dist', 'docs', 'index.html')))
  rmSync(join(root, 'target', 'stamps', 'docs'), { force: true });
once('docs', ['docs', 'package-lock.json', 'screenshots', 'scripts', 'src/styles/tokens.css'], () => {
  run('docs', process.execPath, [join(root, 'scripts', 'docs.mjs')]);
});
