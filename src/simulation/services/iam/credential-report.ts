import { element } from '../xml.ts';
import type { IamCall } from './call.ts';

export function generateCredentialReport({ state, account }: IamCall): string {
  const { state: progress, description } = state.reports.generate(account);
  return element('State', progress) + element('Description', description);
}

/** The report as base64, which clients decode. */
export function getCredentialReport({ state, account }: IamCall): string {
  const { content, generatedAt } = state.reports.get(account);
  return [
    element('Content', Buffer.from(content).toString('base64')),
    element('ReportFormat', 'text/csv'),
    element('GeneratedTime', generatedAt),
  ].join('');
}
