import { FaultPlan } from './faults/fault-plan.ts';
import { type RateLimit, RateLimits } from './faults/rate-limits.ts';
import type { CallPattern, FaultRule } from './faults/rules.ts';
import { listen } from './http/server.ts';
import { type BehaviourOptions, behaviourOf } from './runtime/behaviour.ts';
import { Calls } from './runtime/calls.ts';
import { State } from './runtime/state.ts';
import { createS3, type SimulatedS3 } from './s3/s3.ts';
import type { Account } from './world/account.ts';
import { addUser, changeUser, removeUser, renameUser } from './world/changes.ts';
import type { Organization } from './world/organization.ts';
import type { User } from './world/user.ts';

/** All of it plain data, but for `s3`. */
export interface SimulationOptions extends BehaviourOptions {
  /** @defaultValue 0: any that is free */
  readonly port?: number;
  readonly faults?: readonly FaultRule[];
  readonly rateLimits?: readonly RateLimit[];
  /** @defaultValue an Amazon S3 in memory without buckets */
  readonly s3?: SimulatedS3;
}

/** A simulated organization that listens on loopback. */
export interface Simulation {
  readonly url: string;
  readonly port: number;
  /** The truth. Changes at run time show in it. */
  readonly organization: Organization;
  readonly s3: SimulatedS3;
  readonly calls: Calls;
  readonly callerCredentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Throws if the organization has no such account. */
  account(id: string): Account;
  /** Replaces the rules in force. */
  setFaults(rules: readonly FaultRule[]): void;
  /** Replaces the limits in force, with full buckets. */
  setRateLimits(limits: readonly RateLimit[]): void;
  /** Changes how the services behave from now on. */
  setBehaviour(options: BehaviourOptions): void;
  /** Runs something before the nth call (the first is 1) that fits, so that it can change the world. */
  before(pattern: CallPattern, nth: number, run: () => void): void;
  /** Ends the role sessions in an account; further ones can be had. */
  expireSessions(accountId: string): void;
  addUser(accountId: string, user: User): void;
  removeUser(accountId: string, name: string): void;
  renameUser(accountId: string, name: string, newName: string): void;
  changeUser(accountId: string, name: string, change: (user: User) => User): void;
  /** Moves simulated time, by which reports age. */
  advanceClock(milliseconds: number): void;
  close(): Promise<void>;
}

/** Starts serving an organization, which it takes over: changes at run time are made in it. */
export async function startSimulation(
  organization: Organization,
  options: SimulationOptions = {},
): Promise<Simulation> {
  const state = new State(organization, behaviourOf(options));
  const exchange = {
    state,
    s3: options.s3 ?? createS3(),
    calls: new Calls(),
    faults: new FaultPlan(),
    rateLimits: new RateLimits(),
  };
  exchange.faults.set(options.faults ?? []);
  exchange.rateLimits.set(options.rateLimits ?? []);
  const server = await listen(exchange, options.port ?? 0);
  const account = (id: string): Account => requireAccount(state, id);
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    organization,
    s3: exchange.s3,
    calls: exchange.calls,
    callerCredentials: {
      accessKeyId: organization.caller.accessKeyId,
      secretAccessKey: organization.caller.secretAccessKey,
    },
    account,
    setFaults: (rules) => exchange.faults.set(rules),
    setRateLimits: (limits) => exchange.rateLimits.set(limits),
    setBehaviour: (changed) => {
      state.behaviour = behaviourOf(changed, state.behaviour);
    },
    before: (pattern, nth, run) => exchange.faults.before(pattern, nth, run),
    expireSessions: (id) => state.sessions.expire(id),
    addUser: (id, user) => {
      addUser(account(id), user);
      state.hideUser(user.id, state.behaviour.consistencyMs);
    },
    removeUser: (id, name) => removeUser(account(id), name),
    renameUser: (id, name, newName) => renameUser(account(id), name, newName),
    changeUser: (id, name, change) => changeUser(account(id), name, change),
    advanceClock: (milliseconds) => state.clock.advance(milliseconds),
    close: () => server.close(),
  };
}

function requireAccount(state: State, id: string): Account {
  const account = state.account(id);
  if (account === undefined) throw new RangeError(`the organization has no account ${id}`);
  return account;
}
