import type { Schema } from '../../api/client';
import type { Change } from '../../parts/change';

export type PackFiles = Schema['PackFiles'];
export type FileKind = 'rules' | 'process' | 'sources' | 'schema' | 'table' | 'case';
/** Kinds of which a pack may have many, each under a name. */
export type NamedKind = 'process' | 'schema' | 'table' | 'case';

export interface PackFile {
  /** As it is called on disk, and in every diagnosis. */
  name: string;
  kind: FileKind;
  /** What the kind leaves of its name. */
  title: string;
  text: string;
}

const RULES = 'rules.drl';
const SOURCES = 'sources.yaml';
const PROCESS = /^([^/]+)\.process\.yaml$/;
const CASE = /^cases\/([^/]+)\.case\.yaml$/;
const SCHEMA = /^schemas\/(.+)\.schema\.json$/;
const TABLE = /^tables\/([^/]+)\.csv$/;

export const EMPTY: PackFiles = { drl: '', definitions: {}, sources: '', cases: {}, tables: {}, schemas: {} };

/** The name on disk of a process, a schema, a table or a case that is called so; a schema is called as its type. */
export function fileName(kind: NamedKind, title: string): string {
  if (kind === 'case') return `cases/${title}.case.yaml`;
  if (kind === 'schema') return `schemas/${title}.schema.json`;
  return kind === 'table' ? `tables/${title}.csv` : `${title}.process.yaml`;
}

/** The texts of a kind by their titles. */
export function textsOf(files: PackFiles, kind: NamedKind): Record<string, string> {
  if (kind === 'case') return files.cases;
  if (kind === 'schema') return files.schemas;
  return kind === 'table' ? files.tables : files.definitions;
}

/** The files of a pack in the order in which they are read; rules and sources are always there. */
export function filesOf(files: PackFiles): PackFile[] {
  const many = (kind: NamedKind): PackFile[] =>
    Object.entries(textsOf(files, kind))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([title, text]) => ({ name: fileName(kind, title), kind, title, text }));
  return [
    { name: RULES, kind: 'rules', title: RULES, text: files.drl },
    ...many('process'),
    { name: SOURCES, kind: 'sources', title: SOURCES, text: files.sources },
    ...many('schema'),
    ...many('table'),
    ...many('case'),
  ];
}

/** The files with another text in one of them, which may be new; undefined takes it out. */
export function withText(files: PackFiles, name: string, text: string | undefined): PackFiles {
  const process = PROCESS.exec(name)?.[1];
  if (process !== undefined) return { ...files, definitions: changed(files.definitions, process, text) };
  const one = CASE.exec(name)?.[1];
  if (one !== undefined) return { ...files, cases: changed(files.cases, one, text) };
  const table = TABLE.exec(name)?.[1];
  if (table !== undefined) return { ...files, tables: changed(files.tables, table, text) };
  const schema = SCHEMA.exec(name)?.[1];
  if (schema !== undefined) return { ...files, schemas: changed(files.schemas, schema, text) };
  return name === SOURCES ? { ...files, sources: text ?? '' } : { ...files, drl: text ?? '' };
}

function changed(texts: Record<string, string>, title: string, text: string | undefined) {
  const others = Object.entries(texts).filter(([other]) => other !== title);
  return Object.fromEntries(text === undefined ? others : [...others, [title, text]]);
}

/** Every file that differs; one that is not there on a side is empty there. */
export function changesOf(before: PackFiles | null, after: PackFiles): Change[] {
  const old = new Map(filesOf(before ?? EMPTY).map(({ name, text }) => [name, text]));
  const now = new Map(filesOf(after).map(({ name, text }) => [name, text]));
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((file) => ({ file, before: old.get(file) ?? '', after: now.get(file) ?? '' }))
    .filter(({ before, after }) => before !== after);
}

/** What the editor of the rules knows of the other files: processes, and tables as far as a pack has some. */
export function besideOf(files: PackFiles): {
  definitions: Record<string, string>;
  tables: Record<string, string[]>;
  schemas: Record<string, string>;
} {
  const tables = Object.entries(files.tables).map(([name, csv]): [string, string[]] => [
    name,
    (csv.split('\n', 1)[0] ?? '').split(',').map((column) => column.trim().replace(/^"|"$/g, '')),
  ]);
  return { definitions: files.definitions, tables: Object.fromEntries(tables), schemas: files.schemas };
}

/** What a name must be like, and how that is said. */
export interface NameRule {
  pattern: RegExp;
  told: string;
}

/** Names of packs and of most files. */
export const NAMES: NameRule = {
  pattern: /^[a-z][a-z0-9-]{0,62}$/,
  told: 'Small letters, digits and dashes, a letter first, at most 63.',
};

/** Types of events that a schema can be for: its file is called so. */
export const TYPES: NameRule = {
  pattern: /^(?!signalbox\.)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  told: 'Letters, digits, dots, dashes and underscores, at most 100; none of the hub itself (signalbox.…).',
};
