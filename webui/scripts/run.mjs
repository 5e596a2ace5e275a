import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './stamp.mjs';

const windows = process.platform === 'win32';

/** Runs a command in webui; its words are shown only when it fails, and then this program ends with 1. */
export function run(name, command, args) {
  const started = Date.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: windows, maxBuffer: 64 << 20 });
  if (done.status === 0) {
    console.log(`webui: ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return;
  }
  console.error(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
  console.error(`webui: ${name} failed: ${[command, ...args].join(' ')}`);
  process.exit(1);
}

/** Runs a tool of node_modules. */
export function tool(name, program, ...args) {
  run(name, process.execPath, [join(root, 'node_modules', program), ...args]);
}

export const npm = windows ? 'npm.cmd' : 'npm';
