/** Where a broker is, as fields of a form: all text, empty for "as usual". */
export interface BrokerDraft {
  servers: string;
  tls: string;
  ca: string;
  user: string;
  password: string;
}
