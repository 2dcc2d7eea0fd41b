import { describe, expect, it } from 'vitest';
import { credentialsFrom, endpointFrom } from '../../src/aws/environment.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const NO_PROFILE = { isProfileChosen: false };

describe('the endpoint of a service', () => {
  it('is its own variable before the one for all services', () => {
    const environment = { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_S3: 'http://s3' };

    expect(endpointFrom(environment, 'S3')).toBe('http://s3');
    expect(endpointFrom(environment, 'IAM')).toBe('http://all');
  });

  it('is left to the SDK where nothing is set, or configured endpoints are to be ignored', () => {
    expect(endpointFrom({ AWS_ENDPOINT_URL: '' }, 'S3')).toBeNull();
    expect(
      endpointFrom(
        { AWS_ENDPOINT_URL: 'http://all', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
        'S3',
      ),
    ).toBeNull();
  });
});

describe('the credentials of the environment', () => {
  it('are taken with their session token', () => {
    const environment = { ...KEYS, AWS_SESSION_TOKEN: 'token' };

    expect(credentialsFrom(environment, NO_PROFILE)).toEqual({
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('win over the profile of the environment', () => {
    const environment = { ...KEYS, AWS_PROFILE: 'audit' };
    const settings = resolveSettings({ flags: {}, environment, configFile: null });

    expect(credentialsFrom(environment, settings)?.accessKeyId).toBe('AKIAEXAMPLE');
  });

  it.each(['audit', 'other', ''])(
    'give way to the profile `audit` of the command line, that of the environment being "%s"',
    (AWS_PROFILE) => {
      const environment = { ...KEYS, AWS_PROFILE };
      const flags = { profile: 'audit' };
      const settings = resolveSettings({ flags, environment, configFile: null });

      expect(credentialsFrom(environment, settings)).toBeNull();
    },
  );

  it('give way to the profile of the configuration file', () => {
    const configFile = { name: 'settings.json', content: { profile: 'audit' } };
    const settings = resolveSettings({ flags: {}, environment: KEYS, configFile });

    expect(credentialsFrom(KEYS, settings)).toBeNull();
  });

  it('are none if half of them is missing', () => {
    expect(credentialsFrom({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' }, NO_PROFILE)).toBeNull();
  });
});
