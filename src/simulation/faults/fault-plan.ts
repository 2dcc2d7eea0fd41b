import { Random } from '../world/random.ts';
import {
  type CallFacts,
  type CallPattern,
  type FaultEffect,
  type FaultRule,
  fits,
} from './rules.ts';

/** What is to happen to one call. */
export interface PlannedFault {
  readonly delayMs: number;
  readonly effect: Exclude<FaultEffect, { kind: 'delay' }> | null;
}

/** The rules in force and the hooks, with the counts that they need. */
export class FaultPlan {
  #rules: readonly ArmedRule[] = [];
  #hooks: Hook[] = [];

  /** Replaces all rules; their counts begin at 0. */
  set(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule, number) => ({
      rule,
      random: new Random(rule.seed ?? `rule ${number}`),
      seen: 0,
      applied: 0,
    }));
  }

  /** Runs something before the nth call (the first is 1) that fits. */
  before(pattern: CallPattern, nth: number, run: () => void): void {
    this.#hooks.push({ pattern, left: nth, run });
  }

  runHooks(call: CallFacts): void {
    const due = this.#hooks.filter((hook) => {
      if (fits(hook.pattern, call)) hook.left -= 1;
      return hook.left === 0;
    });
    this.#hooks = this.#hooks.filter((hook) => !due.includes(hook));
    for (const { run } of due) run();
  }

  /** Delays add up; of the other effects the first rule that applies decides. */
  next(call: CallFacts): PlannedFault {
    let delayMs = 0;
    for (const armed of this.#rules) {
      if (!applies(armed, call)) continue;
      const { effect } = armed.rule;
      if (effect.kind !== 'delay') return { delayMs, effect };
      delayMs += effect.ms;
    }
    return { delayMs, effect: null };
  }
}

interface ArmedRule {
  readonly rule: FaultRule;
  readonly random: Random;
  seen: number;
  applied: number;
}

interface Hook {
  readonly pattern: CallPattern;
  readonly run: () => void;
  left: number;
}

function applies(armed: ArmedRule, call: CallFacts): boolean {
  const { rule } = armed;
  if (!fits(rule.match, call)) return false;
  armed.seen += 1;
  if (armed.seen <= (rule.after ?? 0)) return false;
  if (armed.applied >= (rule.times ?? Number.POSITIVE_INFINITY)) return false;
  if (!armed.random.chance(rule.probability ?? 1)) return false;
  armed.applied += 1;
  return true;
}
