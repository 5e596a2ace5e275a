import type { Schema } from '../../api/client';

export type FactHead = Schema['FactHead'];
/** A path of a type; its schema may say more of it. */
export type FactPath = Schema['FactPath'] & { description?: string };
export type Fact = Omit<Schema['Fact'], 'paths'> & { paths: FactPath[] };
