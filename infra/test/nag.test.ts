import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { MemberRole, MemberRoleStackSet } from '../lib/index.ts';
import { anApp, collectorIn, ORGANIZATION_ID } from './helpers/one-stack.ts';

const TRUST = { collectorAccountId: '111122223333', organizationId: ORGANIZATION_ID };

describe('cdk-nag', () => {
  it('finds nothing in the constructs that is not justified there', () => {
    const app = checked();
    const key = new Key(new Stack(app, 'Key'), 'Key', { enableKeyRotation: true });
    for (const size of ['single', 'distributed'] as const) {
      collectorIn(new Stack(app, size), { size });
      collectorIn(new Stack(app, `${size}-key`), { size, key, prefix: '' });
    }
    const member = new Stack(app, 'member');
    new MemberRole(member, 'Role', TRUST);
    new MemberRoleStackSet(member, 'All', { ...TRUST, organizationalUnitIds: ['r-ab12'] });

    expect(() => app.synth()).not.toThrow();
  });

  it('would find something', () => {
    const app = checked();
    new Bucket(new Stack(app, 'Stack'), 'Bucket');

    expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
  });
});

function checked(): App {
  const app = anApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
