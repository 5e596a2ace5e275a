// Called by Maven in the phase `test`: every check of the front end. CI always runs them; elsewhere an unchanged tree that
// passed is not checked again.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm, run, tool } from './run.mjs';
import { once, root } from './stamp.mjs';

const INPUTS = [
  'e2e',
  'index.html',
  'knip.json',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'senders/events.mjs',
  'senders/sign.mjs',
  'senders/suite.mjs',
  'src',
  '.dependency-cruiser.cjs',
  '.prettierignore',
  '.prettierrc',
  'eslint.config.js',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
  '../backend/src/main/resources/openapi.yaml',
];

/** The libraries of the senders, which the tests of the hub sign with. Only who tests needs them. */
if (!existsSync(join(root, 'senders', 'node_modules', 'stripe')))
  rmSync(join(root, 'target', 'stamps', 'senders'), { force: true });
once('senders', ['senders/package.json', 'senders/package-lock.json'], () => {
  const where = ['--prefix', join(root, 'senders')];
  run('npm ci of the senders', npm, [
    'ci',
    ...where,
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  ]);
});

function check() {
  tool('prettier (fix: npm run format)', 'prettier/bin/prettier.cjs', '--check', '.');
  tool('eslint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0');
  tool(
    'svelte-check',
    'svelte-check/bin/svelte-check',
    '--tsconfig',
    './tsconfig.json',
    '--fail-on-warnings',
  );
  tool('knip', 'knip/bin/knip.js');
  tool(
    'dependency-cruiser',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  );
  tool('vitest', 'vitest/vitest.mjs', 'run');
}

if (process.env.CI === 'true') check();
else if (!once('check', INPUTS, check)) console.log('webui: checks passed before for this tree');
