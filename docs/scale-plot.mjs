// Draws docs/scale.svg from docs/scale.tsv: node docs/scale-plot.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const [head, ...rows] = readFileSync(new URL('scale.tsv', here), 'utf8').trim().split('\n').map(line => line.split('\t'));
const [width, height, left, bottom, top] = [360, 260, 60, 40, 30];
const panels = head.slice(1).map((name, nth) => panel(name, rows.map(r => [Number(r[0]), Number(r[nth + 1])]).filter(p => p[1] > 0), nth * width));
writeFileSync(new URL('scale.svg', here), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width * panels.length} ${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${panels.join('\n')}
</svg>
`);

function panel(name, points, x0) {
  const most = [Math.max(...points.map(p => p[0])), Math.max(...points.map(p => p[1]))];
  const x = v => (x0 + left + v / most[0] * (width - left - 20)).toFixed(1);
  const y = v => (height - bottom - v / most[1] * (height - bottom - top)).toFixed(1);
  const ticks = of => [0, 0.25, 0.5, 0.75, 1].map(part => part * of);
  const short = v => v >= 100 ? Math.round(v).toLocaleString('en-GB') : String(Math.round(v * 10) / 10);
  return [
    `<text x="${x0 + left}" y="18" font-weight="bold">${name}, by ${head[0]}</text>`,
    ...ticks(most[1]).map(v => `<line x1="${x(0)}" x2="${x(most[0])}" y1="${y(v)}" y2="${y(v)}" stroke="#ddd"/><text x="${x0 + left - 6}" y="${y(v)}" dy="4" text-anchor="end">${short(v)}</text>`),
    ...ticks(most[0]).map(v => `<text x="${x(v)}" y="${height - bottom + 16}" text-anchor="middle">${short(v)}</text>`),
    `<polyline fill="none" stroke="#1f5fa8" stroke-width="2" points="${[[0, 0], ...points].map(p => `${x(p[0])},${y(p[1])}`).join(' ')}"/>`,
    ...points.map(p => `<circle cx="${x(p[0])}" cy="${y(p[1])}" r="3.5" fill="#1f5fa8"/>`),
  ].join('\n');
}
