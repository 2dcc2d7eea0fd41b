import { describe, expect, it } from 'vitest';
import { credentialsFrom, endpointFrom } from '../../src/aws/environment.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

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
    expect(credentialsFrom({ ...KEYS, AWS_SESSION_TOKEN: 'token' }, null)).toEqual({
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('win over the profile of the environment', () => {
    expect(credentialsFrom({ ...KEYS, AWS_PROFILE: 'audit' }, 'audit')?.accessKeyId).toBe(
      'AKIAEXAMPLE',
    );
  });

  it('give way to a profile that was chosen', () => {
    expect(credentialsFrom({ ...KEYS, AWS_PROFILE: 'audit' }, 'other')).toBeNull();
  });

  it('are none if half of them is missing', () => {
    expect(credentialsFrom({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' }, null)).toBeNull();
  });
});
