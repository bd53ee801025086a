// node run.mjs URL TOKEN: holds a running server to GraphQL over HTTP. A line for each failing audit, then how many passed; exit code 1 on any failure.
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
if (!url || !token) {
  console.error('node run.mjs URL TOKEN');
  process.exit(2);
}

const signedIn = (input, { headers, ...init } = {}) => {
  const withToken = new Headers(headers);
  withToken.set('authorization', `Bearer ${token}`);
  return fetch(input, { ...init, headers: withToken });
};

const audits = serverAudits({ url, fetchFn: signedIn });
let passed = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    passed++;
  } else {
    console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
  }
}
console.log(`${passed} of ${audits.length} audits passed`);
process.exit(audits.length > 0 && passed === audits.length ? 0 : 1);
