import { EventEmitter } from 'node:events';
import type { CommandIo, Output, SignalName } from '../../src/cli/command-io.ts';

/** A process of paper: what is written can be read, and signals are sent by hand. */
export interface FakeIo extends CommandIo {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly exits: readonly number[];
  send(signal: SignalName): void;
  listeners(): number;
}

export interface FakeOutput extends Output {
  text(): string;
}

export function fakeIo(environment: Record<string, string> = {}): FakeIo {
  const emitter = new EventEmitter();
  const exits: number[] = [];
  return {
    environment,
    stdout: fakeOutput(),
    stderr: fakeOutput(),
    signals: emitter,
    exits,
    exitNow: (status) => exits.push(status),
    send: (signal) => emitter.emit(signal),
    listeners: () => emitter.listenerCount('SIGINT') + emitter.listenerCount('SIGTERM'),
  };
}

export function fakeOutput(terminal: Pick<Output, 'isTTY' | 'columns'> = {}): FakeOutput {
  const written: string[] = [];
  return {
    ...terminal,
    write: (text) => written.push(text),
    text: () => written.join(''),
  };
}
