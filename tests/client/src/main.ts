// Asks the three questions of Amara at URL, signed in by TOKEN, and holds the answers to what they are on 30 June 2026.
// With the argument `trusted` by the ids of trusted documents.
import assert from 'node:assert/strict';
import { ask, send } from './ask.js';
import { adherenceQuestion, gapsQuestion, pathsQuestion } from './questions.js';

const { URL: url, TOKEN: token } = process.env;
assert(url && token, 'Set URL and TOKEN');
const service = { url, token };
const trusted = process.argv[2] === 'trusted';

const child = '018a5f6a110070d983bf020b41c25b51';
const dad = '018a5f4ae397772fac84bc86dd860075';

const paths = await ask(service, pathsQuestion, { child, to: dad }, trusted);
assert.deepEqual(paths.data?.childById?.reconnectionPaths.map(p => p.askFirst.name), ['Beatrice Mensah', 'Margaret Doyle'], JSON.stringify(paths));

const gaps = await ask(service, gapsQuestion, { child }, trusted);
const wish = gaps.data?.childById?.networkGaps.find(g => g.kind === 'WISH_UNMET');
assert.equal(wish?.severity, 'HIGH', JSON.stringify(gaps));
assert.match(wish?.since ?? '', /^\d{4}-\d{2}-\d{2}$/);

const adherence = await ask(service, adherenceQuestion, { child, bucket: 'QUARTER' }, trusted);
const kept = adherence.data?.childById?.adherence;
assert.deepEqual([kept?.kept, kept?.late, kept?.missed, kept?.excused], [90, 6, 10, 6], JSON.stringify(adherence));
assert((adherence.extensions?.cost.requested ?? 0) > 0, 'the cost is told');

const free = await send(service, { query: '{ __typename }' });
assert.equal(free.errors?.[0]?.extensions.code, trusted ? 'DOCUMENT_NOT_TRUSTED' : undefined);

console.log(`ask ${paths.data?.childById?.reconnectionPaths[0]?.askFirst.name} first; ${gaps.data?.childById?.networkGaps.length} gaps; ${kept?.kept} kept (${trusted ? 'by trusted documents' : 'by free queries'})`);
