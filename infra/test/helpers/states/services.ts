import type { StateError } from './state-error.ts';

/** What an execution needs of AWS. */
export interface Services {
  /** Rejects with a `StateError` of the name that AWS Lambda, or the function, gives it. */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  readObject(bucket: string, key: string): Promise<string>;
  writeObject(bucket: string, key: string, text: string): Promise<void>;
  /** Waits before another attempt; no test waits as long as AWS Step Functions. */
  pause(retry: Retry): Promise<void>;
}

/** Another attempt that is to come. */
export interface Retry {
  readonly state: string;
  readonly input: unknown;
  readonly error: StateError;
  /** The pause before it is as long at most. */
  readonly mostSeconds: number;
}
