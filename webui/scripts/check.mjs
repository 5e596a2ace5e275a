// Called by Maven in the phase `test`: every check of the front end. CI always runs them; elsewhere an unchanged tree that
// passed is not checked again.
import { tool } from './run.mjs';
import { once } from './stamp.mjs';

const INPUTS = [
  'e2e',
  'index.html',
  'knip.json',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
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
