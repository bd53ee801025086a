import type { TypedDocumentString } from './gql/graphql.js';

export interface Answer<T> {
  data?: T | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  extensions?: { cost: { requested: number; limit: number; depth: number; maxDepth: number } };
}

/** Where to ask, and as whom. */
export interface Service {
  url: string;
  token: string;
}

/** Asks by a document's id when `trusted`, and by its text otherwise. The answer has the type of the query. */
export async function ask<T, V>(service: Service, document: TypedDocumentString<T, V>, variables: V, trusted = false): Promise<Answer<T>> {
  const asked = trusted ? { documentId: document.__meta__?.['hash'] } : { query: document.toString() };
  return send(service, { ...asked, variables });
}

export async function send<T>(service: Service, request: object): Promise<Answer<T>> {
  const response = await fetch(service.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      Authorization: `Bearer ${service.token}`,
    },
    body: JSON.stringify(request),
  });
  return (await response.json()) as Answer<T>;
}
