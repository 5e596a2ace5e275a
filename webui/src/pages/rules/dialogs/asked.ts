/** Which question of the editor is open. */
export type Asked = 'activate' | 'rule' | 'process' | 'case' | 'rename' | 'remove' | 'giveup';
