import type { App } from 'aws-cdk-lib';
import { renderTemplates, templateApp } from '../../lib/templates/templates.ts';

export interface RenderedTemplate {
  readonly text: string;
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, RenderedResource>>;
}

export interface RenderedResource {
  readonly Type: string;
  readonly Condition?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the properties of any resource of CloudFormation.
  readonly Properties: any;
}

export type RenderedTemplates = Readonly<Record<TemplateName, RenderedTemplate>>;

/** The templates as they are published, by name. */
export function rendered(): RenderedTemplates {
  templates ??= renderedBy(templateApp({ builtinCloudFormationValidation: false }));
  return templates;
}

let templates: RenderedTemplates | null = null;

/** The templates of an application, by name. */
export function renderedBy(app: App): RenderedTemplates {
  const files = renderTemplates(app);
  const named = (name: TemplateName): RenderedTemplate => {
    const text = files.get(`templates/${name}.template.json`) ?? '';
    return { text, ...JSON.parse(text) };
  };
  return {
    collector: named('collector'),
    'member-role': named('member-role'),
    'member-role-stack-set': named('member-role-stack-set'),
  };
}

export type TemplateName = 'collector' | 'member-role' | 'member-role-stack-set';
