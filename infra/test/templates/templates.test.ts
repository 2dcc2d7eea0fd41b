import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_TEMPLATE_BYTES, templateApp, VALIDATED } from '../../lib/templates/templates.ts';
import { renderTerraform } from '../../lib/templates/terraform.ts';
import { packageFile } from '../../lib/tools/package-file.ts';
import { type RenderedTemplates, renderedBy } from '../helpers/rendered.ts';

const NAMES = ['collector', 'member-role', 'member-role-stack-set'] as const;

describe('the templates', () => {
  let templates: RenderedTemplates;

  beforeAll(() => {
    templates = renderedBy(templateApp(VALIDATED));
  });

  it('are all that is in the folder', () => {
    const files = readdirSync(packageFile('templates'));

    expect(files.sort()).toEqual(NAMES.map((name) => `${name}.template.json`).sort());
  });

  it('keep the names of what holds data or has a name of its own, or an update makes it anew', () => {
    const { collector, ...roles } = templates;

    expect(Object.keys(collector.Resources)).toEqual(
      expect.arrayContaining(['DataBucket', 'CollectorRole', 'DeadLetters']),
    );
    expect(Object.keys(roles['member-role'].Resources)).toEqual(['Role']);
    expect(Object.keys(roles['member-role-stack-set'].Resources)).toEqual(['StackSet']);
  });

  it('and the documents for Terraform are of one source', () => {
    const [path, text] = renderTerraform();

    expect(readFileSync(packageFile(path), 'utf8')).toBe(text);
  });

  describe.each(NAMES)('%s', (name) => {
    it('is what the constructs make; else: npm run templates in infra/', () => {
      const committed = readFileSync(
        join(packageFile('templates'), `${name}.template.json`),
        'utf8',
      );

      expect(committed).toBe(templates[name].text);
    });

    it('is short enough to be deployed without a bucket', () => {
      expect(Buffer.byteLength(templates[name].text)).toBeLessThanOrEqual(MAX_TEMPLATE_BYTES);
    });

    it('has no character that CloudFormation shows as a question mark', () => {
      expect(templates[name].text).toMatch(/^[\n\x20-\x7e]*$/);
    });

    it('makes no custom resource, needs no asset and no bootstrapping, and reports to nobody', () => {
      const types = Object.values(templates[name].Resources).map(({ Type }) => Type);

      expect(types.filter((type) => !type.startsWith('AWS::'))).toEqual([]);
      expect(types).not.toContain('AWS::CloudFormation::CustomResource');
      expect(types).not.toContain('AWS::CDK::Metadata');
      expect(templates[name].text).not.toMatch(/cdk-hnb659fds|BootstrapVersion|https?:/);
    });

    it('names no partition, region or account', () => {
      expect(templates[name].text).not.toMatch(
        /arn:aws|amazonaws[.]com[.]cn|[a-z]{2}-[a-z]+-[1-9]/,
      );
      expect(templates[name].text).not.toMatch(/"[0-9]{12}"/);
    });

    it('explains every parameter', () => {
      const silent = Object.entries(templates[name].Parameters).filter(
        ([, { Description }]) => typeof Description !== 'string' || !Description.endsWith('.'),
      );

      expect(silent.map(([parameter]) => parameter)).toEqual([]);
    });

    it('leaves nothing out of the headings of the console', () => {
      const { Metadata, Parameters } = JSON.parse(templates[name].text);
      const groups: readonly { readonly Parameters: readonly string[] }[] =
        Metadata['AWS::CloudFormation::Interface'].ParameterGroups;

      expect(groups.flatMap((group) => group.Parameters).sort()).toEqual(
        Object.keys(Parameters).sort(),
      );
    });
  });
});
