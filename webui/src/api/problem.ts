import type { components } from './schema';

type Diagnostic = components['schemas']['FileDiagnostic'];
/** What is wrong with one field of what was sent. */
export type Fault = components['schemas']['FieldFault'];

interface ProblemFields {
  title: string;
  detail: string;
  nextStep?: string;
  code: string;
  status: number;
  traceId?: string;
  diagnostics?: (Diagnostic | Fault)[];
}

/** What went wrong, in the hub's own words: application/problem+json, or the nearest thing to it. */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string;
  readonly nextStep: string | undefined;
  readonly code: string;
  readonly status: number;
  readonly traceId: string | undefined;
  /** Of a pack that was refused: what is wrong with its files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of a source that was refused: what is wrong with its fields. */
  readonly faults: readonly Fault[];

  constructor(fields: ProblemFields) {
    super(`${fields.title}: ${fields.detail}`);
    this.title = fields.title;
    this.detail = fields.detail;
    this.nextStep = fields.nextStep;
    this.code = fields.code;
    this.status = fields.status;
    this.traceId = fields.traceId;
    const all = fields.diagnostics ?? [];
    this.diagnostics = all.filter((one): one is Diagnostic => 'line' in one);
    this.faults = all.filter((one): one is Fault => 'pointer' in one);
  }
}

/** The problem an answer tells, or one made of its status when a proxy answered in the hub's place. */
export function problemOf(response: Response, body: unknown): Problem {
  const fields = typeof body === 'string' ? parsed(body) : body;
  if (typeof fields === 'object' && fields !== null && 'title' in fields && 'detail' in fields) {
    return new Problem(fields as ProblemFields);
  }
  return new Problem({
    title: `The answer was ${response.status} ${response.statusText}`.trim(),
    detail: 'It did not come from the hub in its own form; perhaps a proxy answered.',
    code: 'no_problem_json',
    status: response.status,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem({
    title: 'The console made a mistake',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
    nextStep: 'Reload the page. If it stays, report it with these words.',
    code: 'console_fault',
    status: 0,
  });
}

/** The fault of a field, by its pointer. */
export function faultAt(faults: readonly Fault[], pointer: string): string | undefined {
  return faults.find((fault) => fault.pointer === pointer)?.message;
}
