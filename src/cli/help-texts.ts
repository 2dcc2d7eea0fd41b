/** After the list of commands. */
export const PROGRAM_HELP = `
Begin with \`iam-users demo\`, which needs no AWS account.

Every setting is a flag, an environment variable, or a key of ./iam-users.config.json;
\`iam-users collect --help\` lists them. Credentials are found as by the AWS CLI.

Exit status:
    0  complete
    1  failed, nothing published; \`doctor\`: something is wrong
    2  the command line or a setting is wrong
    3  published, but accounts or facts are missing
    4  no AWS credentials, or expired ones
  130  interrupted; \`iam-users resume\` finishes the run`;

/** One example for every command. */
export const EXAMPLES = {
  demo: 'iam-users demo',
  collect:
    'iam-users collect --to s3://amzn-s3-demo-bucket/iam-users --organization-id o-a1b2c3d4e5',
  resume: 'iam-users resume 20261103T101500Z-0a1b2c --to s3://amzn-s3-demo-bucket/iam-users',
  plan: 'iam-users plan --exclude-ou ou-ab12-11111111',
  doctor: 'iam-users doctor --to s3://amzn-s3-demo-bucket/iam-users --sample 20',
  policy: 'iam-users policy collector --to s3://amzn-s3-demo-bucket/iam-users',
  columns: 'iam-users columns --json',
  simulate: 'iam-users simulate --accounts 2000 --users 50 --seed 7',
} as const;
