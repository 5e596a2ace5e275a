import { hub, type Schema } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import type { Change } from '../../parts/change';
import { changesOf, EMPTY, filesOf, type PackFile, type PackFiles, withText } from './files';

/** How the texts here stand to the draft that the hub has. */
export type Keeping = 'kept' | 'changed' | 'keeping' | 'conflict' | 'failed';

const PAUSE_MILLIS = 1500;

/** The texts of a pack while they are written: kept as its draft after each pause, and never over the draft of another. */
export class Workspace {
  texts = $state.raw<PackFiles>(EMPTY);
  active = $state.raw<PackFiles | null>(null);
  activeVersion = $state<number | null>(null);
  /** Rules that were switched off since they took too much. */
  off = $state.raw<readonly string[]>([]);
  loaded = $state(false);
  keeping = $state<Keeping>('kept');
  keptAt = $state<number | undefined>();
  problem = $state.raw<Problem | undefined>();
  revision = 0;
  private kept: PackFiles = EMPTY;
  private putting: Promise<boolean> | undefined;
  private timer = 0;

  constructor(readonly pack: string) {}

  /** Takes what the hub has; what was written here and not kept is gone. */
  async load(): Promise<void> {
    try {
      this.take(await hub.pack(this.pack));
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  private take(pack: Schema['Pack']): void {
    clearTimeout(this.timer);
    this.kept = this.texts = { ...EMPTY, ...pack.files };
    this.active = pack.active == null ? null : { ...EMPTY, ...pack.active };
    this.activeVersion = pack.activeVersion;
    this.off = pack.off;
    this.revision = pack.revision;
    this.keeping = 'kept';
    this.problem = undefined;
    this.loaded = true;
  }

  // Plain getters: a derived value would end with the page that made this, and this may outlive it.
  get files(): PackFile[] {
    return filesOf(this.texts);
  }

  get changes(): Change[] {
    return changesOf(this.active, this.texts);
  }

  /** The texts for the hub, which takes from its draft what is left out: tables may be large, and seldom change. */
  get told(): Schema['DraftText'] {
    const { tables, ...others } = this.texts;
    return tables === this.kept.tables ? others : this.texts;
  }

  /** Whether leaving now would lose something. */
  get unkept(): boolean {
    return this.texts !== this.kept;
  }

  write(file: string, text: string | undefined): void {
    this.become(withText(this.texts, file, text));
  }

  become(texts: PackFiles): void {
    this.texts = texts;
    if (this.keeping === 'conflict') return;
    if (this.keeping !== 'keeping') this.keeping = 'changed';
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keep(), PAUSE_MILLIS);
  }

  /** Keeps the texts as the draft; whether that went well. */
  keep(): Promise<boolean> {
    clearTimeout(this.timer);
    this.putting ??= this.put().finally(() => (this.putting = undefined));
    return this.putting;
  }

  private async put(): Promise<boolean> {
    while (this.unkept) {
      const sent = this.texts;
      this.keeping = 'keeping';
      try {
        const { revision } = await hub.putDraft(this.pack, { ...this.told, revision: this.revision });
        this.revision = revision;
        this.kept = sent;
        this.keptAt = Date.now();
      } catch (thrown) {
        this.problem = asProblem(thrown);
        this.keeping = this.problem.status === 409 ? 'conflict' : 'failed';
        return false;
      }
    }
    this.keeping = 'kept';
    this.problem = undefined;
    return true;
  }

  /** After a conflict: what is written here becomes the draft, whoever changed it meanwhile. */
  async insist(): Promise<void> {
    this.revision = (await hub.pack(this.pack)).revision;
    this.kept = EMPTY;
    await this.keep();
  }

  /** Back to what is active; whether there is anything left. */
  async giveUp(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.putting;
    await hub.giveUpDraft(this.pack, this.revision);
    this.kept = this.texts;
    if (this.active !== null) await this.load();
    return this.active !== null;
  }
}

const open = new Map<string, Workspace>();

/** The pack as the hub has it, or as it was left when something in it could not be kept. */
export function workspaceOf(pack: string): Workspace {
  const left = open.get(pack);
  if (left?.unkept === true) return left;
  const fresh = new Workspace(pack);
  open.set(pack, fresh);
  void fresh.load();
  return fresh;
}
