/** A queue of SQS, as fields of a form: all text, empty for "as usual". */
export interface SqsDraft {
  queueUrl: string;
  region: string;
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

interface Said {
  queueUrl?: string;
  region?: string;
  endpoint?: string;
  accessKeyId?: string;
  secrets?: string[];
}

export const sqsDraft = (said: Said): SqsDraft => ({
  queueUrl: said.queueUrl ?? '',
  region: said.region ?? '',
  endpoint: said.endpoint ?? '',
  accessKeyId: said.accessKeyId ?? '',
  secretAccessKey: said.secrets?.[0] ?? '',
  sessionToken: said.secrets?.[1] ?? '',
});

/** Only what was filled in; the token of a session comes behind the secret access key. */
export function sqsText(draft: SqsDraft): Said & { secrets: string[] } {
  const { queueUrl, region, endpoint, accessKeyId, secretAccessKey, sessionToken } = draft;
  const given = Object.entries({ queueUrl, region, endpoint, accessKeyId })
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== '');
  const secrets = [secretAccessKey, sessionToken].filter((secret) => secret !== '');
  return { ...Object.fromEntries(given), secrets };
}
