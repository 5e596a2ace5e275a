import type { Schema } from '../../api/client';

interface PackFile {
  name: string;
  text: string;
}

/** The files of a pack by the names they have on disk; empty ones are left out. */
export function filesOf(files: Schema['PackFiles']): PackFile[] {
  return [
    { name: 'rules.drl', text: files.drl },
    ...Object.entries(files.definitions).map(([name, text]) => ({ name: `${name}.process.yaml`, text })),
    { name: 'sources.yaml', text: files.sources },
  ].filter((file) => file.text !== '');
}
