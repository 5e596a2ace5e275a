/** Headers as somebody writes them down: a name, a colon, a value on each line. */
export function headersOf(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [name = '', ...value] = line.split(':');
    if (name.trim() !== '' && value.length > 0) headers[name.trim()] = value.join(':').trim();
  }
  return headers;
}
