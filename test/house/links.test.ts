import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Written by `npm run bench`, which takes half an hour: a clone may be without it. */
const MADE_LATER = join(ROOT, 'docs/performance.md');

const PAGES = [ROOT, join(ROOT, 'docs'), join(ROOT, 'docs/reference'), join(ROOT, 'src/simulation')]
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'));

describe('the links of the documentation', () => {
  it.each(PAGES.map((page) => [relative(ROOT, page), page]))('lead somewhere: %s', (_, page) => {
    const dead = linksOf(readFileSync(page, 'utf8')).filter((link) => !leadsSomewhere(page, link));

    expect(dead).toEqual([]);
  });

  it('are found dead if there is no such file, or no such heading', () => {
    const page = join(ROOT, 'README.md');
    const links = linksOf(
      '[a](docs/none.md) [b](docs/deploy.md#none) [c](docs/deploy.md#3-the-collector)',
    );

    const dead = links.filter((link) => !leadsSomewhere(page, link));

    expect(dead).toEqual(['docs/none.md', 'docs/deploy.md#none']);
  });
});

/** Links to files of the project, which may break over a line; code has none. */
function linksOf(text: string): readonly string[] {
  const prose = text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  if (path === MADE_LATER) return true;
  if (!existsSync(path)) return false;
  return heading === undefined || anchorsOf(readFileSync(path, 'utf8')).includes(heading);
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
