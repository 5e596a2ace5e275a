/** Which question of the editor is open. */
export type Asked =
  'activate' | 'rule' | 'process' | 'schema' | 'table' | 'case' | 'rename' | 'remove' | 'giveup';
