import { daysBefore } from '../timestamp.ts';
import type { User } from '../user.ts';
import { handMadeUser, type Place } from './user.ts';

/** Users whose names, paths and tags are as odd as AWS allows. */
export function oddlyNamedUsers(place: Place): readonly User[] {
  const user = (name: string, said: Partial<Pick<User, 'path' | 'tags' | 'groups'>> = {}): User =>
    handMadeUser(place, { name, createdAt: daysBefore(place.now, 400), ...said });
  return [
    user('=cmd+SUM'),
    user('+15551234'),
    user('-1+2'),
    user('@SUM=A1'),
    user('last,first'),
    user('a,b,c=d', { path: '/x,y/' }),
    user('__proto__'),
    user('constructor'),
    user('Zebra'),
    user('apple'),
    user('quoted.path', { path: '/"quoted",path/' }),
    user('formula.path', { path: "/='x'!A1;/" }),
    user('double.slash', { path: '/a//b/' }),
    user('n'.repeat(64)),
    user('tag.formulas', { tags: [tag('=1+1', '=cmd'), tag('+k', '+1'), tag('@', '-2')] }),
    user('tag.proto', { tags: [tag('__proto__', 'polluted'), tag('constructor', 'x')] }),
    user('tag.unicode', { tags: [tag('Größe', 'groß'), tag('部門', '開発'), tag('𝒳', '𝒴')] }),
    user('tag.separators', {
      tags: [tag('line\u2028', 'a\u2028b\u2029c'), tag('no\u00a0break', ' \u00a0 '), tag(' ', '')],
    }),
    user('tag.numbers', {
      tags: [tag('10', 'ten'), tag('9', 'nine'), tag('a', ''), tag('B', '=')],
    }),
    user('all.groups', { groups: ['admins', 'Developers', 'read-only'] }),
  ];
}

function tag(key: string, value: string): User['tags'][number] {
  return { key, value };
}
