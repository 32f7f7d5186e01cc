/**
 * One server-sent event; named after its `type` when it has one, as OpenAI's and Anthropic's servers do.
 * @param {{ type?: string } & Record<string, unknown>} data
 */
export function event(data) {
  const name = data.type === undefined ? "" : `event: ${data.type}\n`;
  return `${name}data: ${JSON.stringify(data)}\n\n`;
}
