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
