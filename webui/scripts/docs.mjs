// Makes the pages of /docs from docs/*.md: plain HTML without a script but the theme's, so that they open without a login.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Marked } from 'marked';
import { root } from './stamp.mjs';

const FROM = join(root, 'docs');
const TO = join(root, 'dist', 'docs');
const INDEX = 'README.md';
const ERRORS = 'errors.md';
const FONTS = /@fontsource-variable\/[\w-]+\/files\/([\w-]+\.woff2)/g;

const read = (name) => readFileSync(join(FROM, name), 'utf8');
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-');
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const titleOf = (markdown) => /^# (.+)$/m.exec(markdown)[1].replace(/`/g, '');

/** `processes.md#retry` becomes `/docs/processes#retry`; what lies in the repository alone is named, not linked. */
function address(href) {
  const page = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href);
  if (page) return page[1] === 'README' ? '/docs' : `/docs/${page[1]}${page[2] ?? ''}`;
  return /^(https?:|\/|#)/.test(href) ? href : null;
}

const renderer = {
  heading({ tokens, depth }) {
    const text = this.parser.parseInline(tokens);
    const plain = this.parser.parseInline(tokens, this.parser.textRenderer);
    return `<h${depth} id="${slug(plain)}">${text}</h${depth}>\n`;
  },
  link({ href, tokens }) {
    const text = this.parser.parseInline(tokens);
    const to = address(href);
    return to === null ? text : `<a href="${escaped(to)}">${text}</a>`;
  },
  image({ href, text }) {
    copyFileSync(join(FROM, href), join(TO, basename(href)));
    return `<img src="/docs/${basename(href)}" alt="${escaped(text)}">`;
  },
  code({ text }) {
    return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
  },
};
const marked = new Marked({ renderer });

/** The pages in the order in which the first page names them. */
const pages = [...read(INDEX).matchAll(/\]\(([\w-]+\.md)\)/g)]
  .map(([, name]) => name)
  .filter((name, i, all) => all.indexOf(name) === i);

function navigation(current) {
  const items = [INDEX, ...pages].map((name) => {
    const here = name === current ? ' aria-current="page"' : '';
    return `<a href="${address(name)}"${here}>${escaped(titleOf(read(name)))}</a>`;
  });
  return `<nav aria-label="Documentation">${items.join('\n')}</nav>`;
}

function page(title, nav, body) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark light">
    <title>${escaped(title)} - Signalbox</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/docs/docs.css">
    <script src="/theme.js"></script>
  </head>
  <body>
    <header><a href="/docs">Signalbox docs</a> <a href="/">Open the console</a></header>
    <div class="page">${nav}<main>${body}</main></div>
  </body>
</html>
`;
}

function write(name, title, markdown, nav = navigation(name)) {
  writeFileSync(join(TO, name.replace(/\.md$/, '.html')), page(title, nav, marked.parse(markdown)));
}

/** Each section of the page of errors is a page as well: the `type` of a problem leads there. */
function writeErrors() {
  for (const section of read(ERRORS)
    .split(/^(?=### `)/m)
    .slice(1)) {
    const code = /^### `(\w+)`/.exec(section)[1];
    const alone = section.replace(/^### /, '# ').split(/^## /m)[0];
    write(`errors/${code}.html`, code, `${alone}\n\n[All error codes](errors.md)`, navigation(ERRORS));
  }
}

function writeStyle() {
  const tokens = readFileSync(join(root, 'src', 'styles', 'tokens.css'), 'utf8').replace(
    FONTS,
    (path, file) => {
      copyFileSync(join(root, 'node_modules', path), join(TO, file));
      return `/docs/${file}`;
    },
  );
  writeFileSync(join(TO, 'docs.css'), tokens + read('docs.css'));
}

rmSync(TO, { recursive: true, force: true });
mkdirSync(join(TO, 'errors'), { recursive: true });
writeStyle();
write('index.html', 'Documentation', read(INDEX), navigation(INDEX));
for (const name of pages) write(name, titleOf(read(name)), read(name));
writeErrors();
