/** A place in a file that somebody wants to see. */
export interface Target {
  file: string;
  line: number;
  column?: number;
}
