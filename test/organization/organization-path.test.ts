import { describe, expect, it } from 'vitest';
import {
  organizationIdOf,
  parseOrganizationPath,
} from '../../src/organization/organization-path.ts';

describe('the path of an account in its organization', () => {
  it('tells the organization and the organizational units', () => {
    expect(
      parseOrganizationPath('o-aa111bb222/r-ab12/ou-ab12-11111111/ou-ab12-22222222/123456789012/'),
    ).toEqual({
      organizationId: 'o-aa111bb222',
      organizationalUnitPath: 'r-ab12/ou-ab12-11111111/ou-ab12-22222222',
    });
  });

  it('is the root alone for an account directly below it', () => {
    expect(parseOrganizationPath('o-aa111bb222/r-ab12/123456789012/')?.organizationalUnitPath).toBe(
      'r-ab12',
    );
  });

  it.each([
    '',
    'r-ab12/123456789012/',
    'o-aa111bb222/123456789012/',
    'x/o-aa111bb222/r-ab12/123456789012/',
    'o-aa111bb222/r-ab12/123456789012/x',
  ])('is not read from "%s"', (path) => {
    expect(parseOrganizationPath(path)).toBeNull();
  });
});

describe("the organization's id in the ARN of an account", () => {
  it('stands between the resource type and the account', () => {
    expect(
      organizationIdOf('arn:aws-cn:organizations::111111111111:account/o-aa111bb222/222222222222'),
    ).toBe('o-aa111bb222');
  });

  it('is missing from an ARN of another kind', () => {
    expect(organizationIdOf('arn:aws:iam::111111111111:user/ana')).toBeNull();
  });
});
