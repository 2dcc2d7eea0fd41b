import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, PlannedFault } from '../faults/fault-plan.ts';
import type { RateLimits } from '../faults/rate-limits.ts';
import type { Calls } from '../runtime/calls.ts';
import type { State } from '../runtime/state.ts';
import type { SimulatedS3 } from '../s3/s3.ts';
import { ServiceError } from '../service-error.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { Delivery } from './deliver.ts';
import { credentialsError, renderError, throttlingError } from './errors.ts';
import { type IdentifiedCall, identify } from './identify.ts';
import { respond } from './respond.ts';

/** What answers requests. */
export interface Exchange {
  readonly state: State;
  readonly s3: SimulatedS3;
  readonly calls: Calls;
  readonly faults: FaultPlan;
  readonly rateLimits: RateLimits;
}

/** Answers one request: counts it, lets hooks run and faults happen, asks the service. */
export async function exchangeOne(
  exchange: Exchange,
  request: Omit<WireRequest, 'principal'>,
): Promise<Delivery> {
  const { state, calls, faults } = exchange;
  const call = identify(state, request);
  calls.begin(`${call.service}:${call.operation}`, call.accountId);
  try {
    faults.runHooks(call);
    const fault = faults.next(call);
    const waitMs = state.behaviour.latencyMs + fault.delayMs;
    if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    return await answerWith(exchange, call, fault.effect);
  } finally {
    calls.end();
  }
}

async function answerWith(
  exchange: Exchange,
  call: IdentifiedCall,
  effect: PlannedFault['effect'],
): Promise<Delivery> {
  const { state, s3 } = exchange;
  switch (effect?.kind) {
    case 'throttle':
      return throttled(exchange, call);
    case 'error':
      return refused(
        call,
        new ServiceError(effect.code, effect.status, effect.message ?? effect.code),
      );
    case 'expired':
      return refused(call, credentialsError(call.service, 'expired'));
    case 'status':
      return { response: loadBalancerPage(effect.status), spoiled: null };
    case 'hang':
      return { response: null, spoiled: effect };
    case 'reset':
      if (effect.answered === true) await respond(state, s3, call);
      return { response: null, spoiled: effect };
    case 'cut':
    case 'malformed':
    case 'drip':
    case undefined:
      if (!exchange.rateLimits.admits(call)) return throttled(exchange, call);
      return { response: await respond(state, s3, call), spoiled: effect ?? null };
  }
}

function throttled({ calls }: Exchange, call: IdentifiedCall): Delivery {
  calls.noteThrottle();
  return refused(call, throttlingError(call.service));
}

function refused(call: IdentifiedCall, error: ServiceError): Delivery {
  return { response: renderError(call.service, error, call.request.method), spoiled: null };
}

function loadBalancerPage(status: number): WireResponse {
  const body = `<html><body><b>Http/1.1 ${status}</b></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}
