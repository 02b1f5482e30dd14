import { hostOf } from './url.ts';

/** What pages may not set, and what this program sets itself. */
const forbidden =
  /^(proxy-.*|sec-.*|access-control-.*|accept-(charset|encoding)|connection|content-(encoding|length|type)|cookie2?|date|dnt|expect|host|if-range|keep-alive|origin|permissions-policy|range|referer|set-cookie2?|te|trailer|transfer-encoding|upgrade|via|x-http-method(-override)?|x-method-override|x-forwarded-.*|forwarded)$/i;

/** What proves who somebody is: only for the server that asked for it. */
const credential =
  /auth|cookie|credential|key|password|passwd|secret|session|signature|token|^x-(amz|ms|goog)-/i;

/**
 * Of headers that a document asks to be sent, those that may be: none that are the browser's own, credentials only to the
 * origin that the document came from, and nothing that is no header.
 */
export function safeHeaders(
  headers: Readonly<Record<string, string>>,
  { to, from }: { readonly to: string; readonly from: string | undefined },
): Record<string, string> {
  const trusted = from !== undefined && hostOf(from) !== '' && hostOf(from) === hostOf(to);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        isHeader(name, value) && !forbidden.test(name) && (trusted || !credential.test(name)),
    ),
  );
}

/** As RFC 9110 has it: a token, and visible text of one byte a character. */
function isHeader(name: string, value: unknown): boolean {
  return (
    /^[!#$%&'*+\-.^_`|~\da-z]+$/i.test(name) &&
    typeof value === 'string' &&
    /^[\t\x20-\x7e\xa0-\xff]*$/.test(value)
  );
}
