import type { AccountState } from '../account.ts';

/** How the role that the demo assumes is in an account. */
export type CollectorRole = 'usual' | 'missing' | 'external id' | 'report denied';

export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  /** Name of the unit; `null` for the root. */
  readonly unit: string | null;
  /** So many generated users, beside those made by hand. */
  readonly users: number;
  readonly state?: AccountState;
  readonly role?: CollectorRole;
  readonly handMade?: 'odd names' | 'odd credentials' | 'Bedrock' | 'stale report';
}

export const MANAGEMENT_ACCOUNT_ID = '100000000001';
/** A delegated administrator, from which the demo collects. */
export const TOOLING_ACCOUNT_ID = '210987654321';

/** Accounts of which nothing more is to be said: id, name, unit, users. */
const ORDINARY_ACCOUNTS: readonly (readonly [string, string, string, number])[] = [
  ['469108754149', 'analytics-dev', 'Development', 4],
  ['807098402908', 'analytics-test', 'Development', 1],
  ['277310609807', 'analytics-prod', 'Production', 5],
  ['440058495465', 'catalog-dev', 'Development', 9],
  ['542980061910', 'catalog-test', 'Development', 9],
  ['254674010613', 'catalog-prod', 'Production', 3],
  ['915645647478', 'checkout-dev', 'Development', 3],
  ['606130311931', 'checkout-test', 'Development', 7],
  ['964899441175', 'checkout-prod', 'Production', 4],
  ['528196584746', 'identity-dev', 'Development', 2],
  ['566160574701', 'identity-test', 'Development', 3],
  ['956974844007', 'identity-prod', 'Production', 9],
  ['474331886972', 'loyalty-dev', 'Development', 8],
  ['977991734842', 'loyalty-test', 'Development', 7],
  ['334667786380', 'loyalty-prod', 'Production', 7],
  ['332467560028', 'logistics-dev', 'Development', 1],
  ['681960462557', 'logistics-test', 'Development', 5],
  ['233799136137', 'logistics-prod', 'Production', 9],
  ['363631348668', 'pricing-dev', 'Development', 3],
  ['627147632306', 'pricing-test', 'Development', 2],
  ['381652062050', 'pricing-prod', 'Production', 2],
  ['679001463544', 'shipping-dev', 'Development', 4],
  ['175879459830', 'shipping-test', 'Development', 3],
  ['770042200658', 'shipping-prod', 'Production', 5],
  ['173574503297', 'support-dev', 'Development', 8],
  ['716014328244', 'support-test', 'Development', 6],
  ['994477206418', 'support-prod', 'Production', 7],
  ['228097700954', 'network-hub', 'Security', 2],
];

/** Every kind of account that a run can meet, in no order, as AWS Organizations lists them. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { id: '482930175566', name: 'payments-prod', unit: 'Production', users: 24 },
  { id: MANAGEMENT_ACCOUNT_ID, name: 'Example Corp', unit: null, users: 3 },
  { id: '300112233445', name: 'search-prod', unit: 'Production', users: 1204 },
  { id: '012345678901', name: 'payments-staging', unit: 'Development', users: 12 },
  { id: '734561098245', name: 'legacy-import', unit: null, users: 9, role: 'missing' },
  { id: '556677889900', name: 'partner-shared', unit: 'Workloads', users: 6, role: 'external id' },
  {
    id: '661234509876',
    name: 'regulated-prod',
    unit: 'Production',
    users: 15,
    role: 'report denied',
  },
  { id: '099887766554', name: 'closed-2025', unit: 'Suspended', users: 4, state: 'CLOSED' },
  { id: '870011223344', name: 'closing-soon', unit: 'Sandbox', users: 5, state: 'PENDING_CLOSURE' },
  { id: '915264738291', name: 'billing-hold', unit: 'Suspended', users: 2, state: 'SUSPENDED' },
  { id: TOOLING_ACCOUNT_ID, name: 'security-tooling', unit: 'Security', users: 4 },
  { id: '205080307040', name: 'log-archive', unit: 'Security', users: 0 },
  {
    id: '123450000321',
    name: '=HYPERLINK("https://example.com","data")',
    unit: 'Production',
    users: 2,
    handMade: 'odd names',
  },
  {
    id: '604020806040',
    name: 'marketing "web",\nemea',
    unit: 'Development',
    users: 2,
    handMade: 'odd credentials',
  },
  { id: '777123456789', name: '@lab; Modèles', unit: 'Sandbox', users: 1, handMade: 'Bedrock' },
  {
    id: '348201957364',
    name: 'data-prod',
    unit: 'Production',
    users: 18,
    handMade: 'stale report',
  },
  { id: '559201847365', name: 'mobile-dev', unit: 'Development', users: 8 },
  { id: '002468013579', name: 'sandbox-ana', unit: 'Sandbox', users: 1 },
  ...ORDINARY_ACCOUNTS.map(([id, name, unit, users]) => ({ id, name, unit, users })),
];
