import { IAMClient } from '@aws-sdk/client-iam';
import type { SharedClientConfig } from './connection.ts';
import { parsePlainXml, type XmlElement } from './plain-xml.ts';

/**
 * A client for one account, without what the SDK does for nobody here: it would copy every answer
 * for a logger that is not there, and take most of its time for reading XML.
 */
export function createIamClient(config: SharedClientConfig): IAMClient {
  const client = new IAMClient(config);
  client.middlewareStack.remove('loggerMiddleware');
  speedUpXml(client);
  return client;
}

/** A version of the SDK that has no such parser keeps its own. */
function speedUpXml(client: IAMClient): void {
  const { deserializer } = client.config.protocol as unknown as QueryProtocol;
  const own = deserializer?.parseXml?.bind(deserializer);
  if (deserializer === undefined || own === undefined) return;
  deserializer.parseXml = (xml) => parsePlainXml(xml) ?? own(xml);
}

/** As far as it is not declared: `AwsQueryProtocol` of `@aws-sdk/core`. */
interface QueryProtocol {
  readonly deserializer?: { parseXml?: (xml: string) => XmlElement };
}
