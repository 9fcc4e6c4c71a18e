// Programs that send a creation body, in four languages. Each runs as it is shown; a test runs them.

const shellQuote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A JSON value as Python. */
export function python(value, indent = "") {
  const inner = `${indent}    `;
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null) return "None";
  if (Array.isArray(value)) return value.length ? `[\n${value.map((item) => `${inner}${python(item, inner)},\n`).join("")}${indent}]` : "[]";
  if (typeof value === "object") return `{\n${Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${python(item, inner)},\n`).join("")}${indent}}`;
  return JSON.stringify(value);
}

const json = (body) => JSON.stringify(body, null, 2);

export const SAMPLES = {
  curl: (host, body) => `curl -s ${host}/v1/videos/generations \\
  -H "Authorization: Bearer $OMNIREEL_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d ${shellQuote(json(body))}
`,
  "Python SDK": (host, body) => {
    const { model_params: params, ...fields } = body;
    if (params) fields.extra = { model_params: params };
    const lines = Object.entries(fields).map(([name, value]) => `        ${name}=${python(value, "        ")},\n`);
    return `import os

from omnireel.client import Client

with Client("${host}", os.environ["OMNIREEL_API_KEY"]) as client:
    task = client.videos.create(
${lines.join("")}    )
    print(task.id)
`;
  },
  "Python HTTP": (host, body) => `import json
import os
import urllib.request

body = ${python(body)}
request = urllib.request.Request(
    "${host}/v1/videos/generations",
    data=json.dumps(body).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['OMNIREEL_API_KEY']}",
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as answer:
    task = json.load(answer)
print(task["id"], task["status"])
`,
  JavaScript: (host, body) => `const body = ${json(body)};
const answer = await fetch("${host}/v1/videos/generations", {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.OMNIREEL_API_KEY}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify(body),
});
const task = await answer.json();
console.log(task.id, task.status);
`,
};
