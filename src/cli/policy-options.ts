import { Argument, type Command, Option } from 'commander';
import { CollectorError } from '../errors.ts';
import type { SettingKey } from '../settings/setting-table.ts';
import { addSettingOptions, type ParsedOptions } from './setting-options.ts';

/** Which document is asked for. */
export type PolicyRequest =
  | { readonly kind: 'member' }
  | { readonly kind: 'trust'; readonly collectorRoleArn: string }
  | { readonly kind: 'collector'; readonly partition: string; readonly withOwnAccount: boolean };

/** The argument and flags of `policy`: the settings that policies depend on, and its own. */
export function addPolicyOptions(command: Command): Command {
  const who = new Argument('<who>', 'The role in every account, or whoever runs the collection.');
  command
    .addArgument(who.choices(['member', 'collector']))
    .optionsGroup('Trust policy of the role in every account:')
    .option('--trust', 'Print who may assume the role, in place of what the role may do.')
    .option(
      '--collector-role-arn <ARN>',
      'The one role that is trusted: the ARN of the role, with its path, that the collection runs with.',
    )
    .optionsGroup('Policy of the collector:')
    .option(
      '--include-own-account',
      'Allow to read IAM in the account of the collector itself, which is needed where the role cannot be assumed in it.',
    )
    .addOption(
      new Option(
        '--partition <NAME>',
        'The partition of AWS, such as aws, aws-cn or aws-us-gov. [default: aws]',
      ),
    );
  return addSettingOptions(command, POLICY_KEYS).addHelpText('after', HELP);
}

/** The settings that a policy depends on. */
const POLICY_KEYS = [
  'accounts',
  'ou',
  'excludeOu',
  'organizationId',
  'roleName',
  'externalId',
  'to',
  'runStore',
  'freshness',
  'columns',
  'bucketOwner',
  'kmsKeyId',
] as const satisfies readonly SettingKey[];

const HELP = `
One policy document as JSON on standard output, exact for the settings: give
those that \`collect\` is given. Fewer columns need fewer permissions.

  policy member             what the role in every account may do
  policy member --trust     who may assume that role
  policy collector          what whoever runs \`collect\` may do: assume the role,
                            list the organization (unless --accounts names the
                            accounts), write the result to Amazon S3 (with --to)

Calls that a run makes only in place of denied ones are not in the policies.
With --ou, with --exclude-ou and with the column OrganizationalUnitPath (also in
--columns all), the three calls that find organizational units are in a
statement of their own: for these, they are made only where AWS does not tell
the units of accounts.

With --trust, the policy asks for aws:PrincipalOrgID only if --organization-id
is given, and for sts:ExternalId only if --external-id is given.`;

/**
 * What the command line asks for.
 *
 * @throws CollectorError `USAGE` for flags that do not go together.
 */
export function policyRequestOf(who: string, options: ParsedOptions): PolicyRequest {
  const { trust, includeOwnAccount } = options;
  const collectorRoleArn = textIn(options, 'collectorRoleArn');
  const partition = textIn(options, 'partition');
  if (who === 'collector') {
    refuse(trust === true, '`--trust`', 'member');
    refuse(collectorRoleArn !== undefined, '`--collector-role-arn`', 'member');
    const withOwnAccount = includeOwnAccount === true;
    return { kind: 'collector', partition: partitionOf(partition), withOwnAccount };
  }
  refuse(includeOwnAccount === true, '`--include-own-account`', 'collector');
  refuse(partition !== undefined, '`--partition`', 'collector');
  if (trust !== true && collectorRoleArn === undefined) return { kind: 'member' };
  if (trust !== true) {
    throw usage(
      '`--collector-role-arn` was given without `--trust`: the role that is trusted is named in the trust policy only.',
    );
  }
  return { kind: 'trust', collectorRoleArn: roleArnOf(collectorRoleArn) };
}

function textIn(options: ParsedOptions, key: string): string | undefined {
  const value = options[key];
  return typeof value === 'string' ? value : undefined;
}

function refuse(isGiven: boolean, flag: string, who: 'member' | 'collector'): void {
  if (isGiven) throw usage(`${flag} goes with \`iam-users policy ${who}\` only.`);
}

function partitionOf(given = 'aws'): string {
  if (/^aws(-[a-z]+)*$/.test(given)) return given;
  throw usage(`\`--partition\`: expected aws, aws-cn, aws-us-gov or the like, found "${given}".`);
}

const ROLE_ARN = /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;

function roleArnOf(given: string | undefined): string {
  if (given === undefined) {
    throw usage(
      '`--trust` needs `--collector-role-arn`: the role that is trusted, such as arn:aws:iam::111122223333:role/collector.',
    );
  }
  if (ROLE_ARN.test(given)) return given;
  const session = given.includes(':assumed-role/')
    ? ' That is the ARN of a session; `aws iam get-role` tells the ARN of its role.'
    : '';
  throw usage(
    `\`--collector-role-arn\`: expected the ARN of a role, such as arn:aws:iam::111122223333:role/collector, found "${given}".${session}`,
  );
}

function usage(message: string): CollectorError {
  return new CollectorError('USAGE', message, { remedy: 'Run `iam-users policy --help`.' });
}
