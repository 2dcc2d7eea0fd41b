/** How the simulated services behave. All of it is plain data. */
export interface Behaviour {
  readonly pages: PageBehaviour;
  readonly report: ReportBehaviour;
  readonly organizations: OrganizationsBehaviour;
  /** Every answer takes that long at least. */
  readonly latencyMs: number;
  /** For so long a user made at run time is listed, but unknown to calls about one user. */
  readonly consistencyMs: number;
}

export interface PageBehaviour {
  /** No page of IAM or AWS Organizations holds more; `null`: as many as the service allows. */
  readonly maximum: number | null;
  /** Pages hold fewer than they could, by turns. */
  readonly short: boolean;
  /** Each page with content comes after an empty one that has a marker. */
  readonly empty: boolean;
}

/** A report is complete when both conditions hold. */
export interface ReportBehaviour {
  /** So many calls of GenerateCredentialReport or GetCredentialReport find it in progress. */
  readonly polls: number;
  readonly takesMs: number;
}

export interface OrganizationsBehaviour {
  /** The account is in no organization: every call fails. */
  readonly notInUse: boolean;
  /** What ListAccounts tells beside `Status`, which it may cease to tell. */
  readonly state: boolean;
  readonly status: boolean;
  readonly paths: boolean;
}

const DEFAULT_BEHAVIOUR: Behaviour = {
  pages: { maximum: null, short: false, empty: false },
  report: { polls: 1, takesMs: 0 },
  organizations: { notInUse: false, state: true, status: true, paths: true },
  latencyMs: 0,
  consistencyMs: 0,
};

/** What is left out keeps the value it has. */
export interface BehaviourOptions {
  readonly pages?: Partial<PageBehaviour>;
  readonly report?: Partial<ReportBehaviour>;
  readonly organizations?: Partial<OrganizationsBehaviour>;
  readonly latencyMs?: number;
  readonly consistencyMs?: number;
}

export function behaviourOf(
  options: BehaviourOptions,
  base: Behaviour = DEFAULT_BEHAVIOUR,
): Behaviour {
  return {
    pages: { ...base.pages, ...options.pages },
    report: { ...base.report, ...options.report },
    organizations: { ...base.organizations, ...options.organizations },
    latencyMs: options.latencyMs ?? base.latencyMs,
    consistencyMs: options.consistencyMs ?? base.consistencyMs,
  };
}
