import type { Message } from '../messages.ts';

/** Takes one line of text without its end. */
export type WriteLine = (line: string) => void;

export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

type Fields = Readonly<Record<string, unknown>>;

/** Takes one entry of the log: how grave it is, what kind it is, and what there is to say. */
export type Log = (level: LogLevel, type: string, fields: Fields) => void;

/**
 * Writes one JSON object a line: CloudWatch Logs finds fields in it without being told. Every line
 * carries the run id, by which the lines of one run are found.
 */
export function createLog(runId: string, write: WriteLine, now: () => Date): Log {
  return (level, type, fields) => {
    write(JSON.stringify({ timestamp: now().toISOString(), level, type, runId, ...fields }));
  };
}

/** Logs what a run says while it works. */
export function logMessage(message: Message, log: Log): void {
  switch (message.type) {
    case 'account-started':
      // One line for each account is enough: the one that says how it went.
      break;
    case 'account-finished':
      log(levelOf(message.outcome.outcome), message.type, accountFields(message));
      break;
    case 'throttled': {
      const { type, ...fields } = message;
      log('WARN', type, fields);
      break;
    }
    case 'warning':
      log('WARN', message.type, { code: message.code, message: message.text });
      break;
    case 'run-started':
    case 'publishing': {
      const { type, ...fields } = message;
      log('INFO', type, fields);
    }
  }
}

type AccountFinished = Extract<Message, { readonly type: 'account-finished' }>;

function levelOf(outcome: AccountFinished['outcome']['outcome']): LogLevel {
  if (outcome === 'failed') return 'ERROR';
  return outcome === 'partial' ? 'WARN' : 'INFO';
}

function accountFields({ accountName, outcome }: AccountFinished): Fields {
  return {
    accountId: outcome.accountId,
    accountName,
    outcome: outcome.outcome,
    code: outcome.errors[0]?.code ?? null,
    errors: outcome.errors,
    unknownFacts: outcome.unknownFacts,
    users: outcome.users,
    calls: outcome.calls,
    throttles: outcome.throttles,
    durationMs: outcome.durationMs,
  };
}
