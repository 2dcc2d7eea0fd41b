/** The two things that an account's path in the organization tells. */
export interface OrganizationPath {
  /** `o-…`. */
  readonly organizationId: string;
  /** Ids from the root to the parent of the account: `r-ab12/ou-ab12-11111111`. */
  readonly organizationalUnitPath: string;
}

/**
 * Reads an entry of `Paths` in the answer of ListAccounts, such as
 * `o-aa111bb222/r-ab12/ou-ab12-11111111/123456789012/`.
 *
 * @returns `null` if it has another form.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export function parseOrganizationPath(path: string): OrganizationPath | null {
  const match =
    /^(?<organization>o-[a-z0-9]+)\/(?<units>r-[a-z0-9]+(?:\/ou-[a-z0-9-]+)*)\/\d{12}\/?$/.exec(
      path,
    );
  const { organization, units } = match?.groups ?? {};
  if (organization === undefined || units === undefined) return null;
  return { organizationId: organization, organizationalUnitPath: units };
}

/**
 * The organization's id in the ARN of one of its accounts,
 * `arn:aws:organizations::111111111111:account/o-aa111bb222/222222222222`.
 *
 * @returns `null` if there is none.
 */
export function organizationIdOf(accountArn: string): string | null {
  return /:account\/(o-[a-z0-9]+)\/\d{12}$/.exec(accountArn)?.[1] ?? null;
}
