/** A text before and after. */
export interface Change {
  file: string;
  before: string;
  after: string;
}
