import schema from '../../../../backend/src/main/java/dev/signalbox/flow/process/process.schema.json';
import type { Told } from '../assist/hover';
import type { Knowledge } from '../assist/knowledge';
import { type Options, optionsFor } from './options';
import { placeAt } from './place';
import type { Schema } from './schema';
import { toldOfKey } from './told';

/** The supported part of the language: the file that the hub itself checks definitions with. */
export const PROFILE = schema as Schema;

/** What fits at an index of a definition; undefined where nothing can be said. */
export async function optionsAt(
  text: string,
  at: number,
  knowledge: Knowledge,
): Promise<Options | undefined> {
  const place = placeAt(text, at);
  return place === undefined ? undefined : optionsFor(place, PROFILE, knowledge);
}

export const toldAt = (text: string, at: number): Told | undefined => toldOfKey(text, at, PROFILE);
