import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { simulatedEnvironment } from '../../../src/cli/simulated-environment.ts';
import { expectAccounts, inScene } from '../../helpers/fault-rows.ts';
import type { Ended, FaultScene, PlaceName } from '../../helpers/fault-scene.ts';

const BINARY = fileURLToPath(new URL('../../../bin/iam-users.js', import.meta.url));

/** Runs the built program by a shell that limits it, or sends its output somewhere. */
async function runBy(shell: string, { place, simulation }: FaultScene) {
  const argv = ['collect', '--to', place.to];
  const child = spawn('sh', ['-c', shell, process.execPath, BINARY, ...argv], {
    env: { ...simulatedEnvironment(simulation), AWS_CONFIG_FILE: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const [, runId = ''] = /^Run (\S+):/.exec(err) ?? [];
  return { status: child.exitCode, out, err, runId };
}

/** No file can grow beyond so many blocks of 512 bytes: what a full disk is like, for anybody. */
function blocks(count: number): string {
  return `ulimit -f ${count} && exec "$0" "$@"`;
}

/** The run that the process left behind, resumed where there is room: its files, whole. */
async function expectResumed(scene: FaultScene, runId: string): Promise<void> {
  const resumed: Ended = await scene.run({ argv: ['resume', runId], now: new Date() });
  expect(resumed.status).toBe(0);
  const { collectedAt = '' } = resumed.manifest ?? {};
  await expectAccounts(scene, resumed, [], { collectedAt });
}

const TOO_LARGE = 'the file would be larger than this process or the file system allows';

describe.concurrent('where the disk is full', () => {
  it('no run is begun, and nothing is left, if the plan has no room', async () => {
    await inScene({ what: 'plan' }, 'a directory', async (scene) => {
      const ended = await runBy(blocks(0), scene);

      expect(ended).toMatchObject({ status: 1, out: '', runId: '' });
      expect(ended.err).toMatch(
        new RegExp(
          `^error: cannot write \`.*plan\\.json\`: ${TOO_LARGE}\\n  code: +STORE_FAILED\\n`,
        ),
      );
      expect(await scene.place.names()).toEqual([]);
    });
  });

  it('a run keeps the parts that have room, and is resumed to the whole file', async () => {
    await inScene({ what: 'parts', users: 120 }, 'a directory', async (scene) => {
      const ended = await runBy(blocks(8), scene);

      expect(ended).toMatchObject({ status: 1, out: '' });
      expect(ended.err).toMatch(
        new RegExp(`^error: cannot write \`.*/parts/\\d+\\.jsonl\\.gz\`: ${TOO_LARGE}$`, 'm'),
      );
      expect(ended.err).toContain(`iam-users resume ${ended.runId}`);
      await expectResumed(scene, ended.runId);
    });
  });

  it.each<[PlaceName, string]>([
    ['a directory', 'cannot write in `.*/out`'],
    // Spooled on this disk before it is uploaded.
    ['a bucket', 'cannot write `.*/draft`'],
  ])('a run has no data in %s if the file has no room, and is resumed', async (place, error) => {
    await inScene({ what: `data in ${place}` }, place, async (scene) => {
      const ended = await runBy(blocks(8), scene);

      expect(ended).toMatchObject({ status: 1, out: '' });
      expect(ended.err).toMatch(new RegExp(`^error: ${error}: ${TOO_LARGE}$`, 'm'));
      expect((await scene.place.names()).filter((name) => !name.startsWith('_'))).toEqual([]);
      await expectResumed(scene, ended.runId);
    });
  });
});

/** As many blocks as anything that a small run writes needs. */
const LIMIT = 64;

/** Into a file that cannot grow any more. */
async function intoFullFile(descriptor: 1 | 2, scene: FaultScene) {
  const log = join(scene.world.directory, 'log');
  await writeFile(log, 'x'.repeat(LIMIT * 512));
  return runBy(`ulimit -f ${LIMIT} && exec "$0" "$@" ${descriptor}>>'${log}'`, scene);
}

describe('where the output of the program has no room', () => {
  it('a run is published, though its progress cannot be written', async () => {
    await inScene({ what: 'progress' }, 'a directory', async (scene) => {
      const ended = await intoFullFile(2, scene);

      expect(ended.status).toBe(0);
      expect(ended.out).toMatch(/^COMPLETE: 4 of 4 accounts read/);
    });
  });

  it('a run is published, and its status is not 0, if its summary cannot be written', async () => {
    await inScene({ what: 'summary' }, 'a directory', async (scene) => {
      const ended = await intoFullFile(1, scene);

      expect(ended.status).toBe(1);
      expect(ended.err).toMatch(/\nerror: cannot write to standard output: EFBIG: .*\n$/);
      expect(await scene.place.names()).toContain('_iam-users/latest.json');
    });
  });
});
