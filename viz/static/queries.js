// The SPARQL queries that give what the views show. The prefixes are those that `litweave query` declares.

const NOTE = "# Prefixes as in `litweave query DIR`; other tools find them at the head of graph.ttl.";

// Returns the name of a reference in a query, or its full IRI in a form that any reference can take.
export function term(ref) {
  const [kind, ...rest] = ref.split("/");
  return `${kind}:${rest.join("/")}`;
}

export function query(...lines) {
  return [NOTE, ...lines, ""].join("\n");
}

// What lies at most `levels` steps before or after a thing, and the relations among it.
export function descentQuery(ref, levels, uses) {
  const step = "(lw:extends|lw:variantOf)";
  const back = "(^lw:extends|^lw:variantOf)";
  const upTo = (path) => Array(levels).fill(`${path}?`).join("/");
  const reached = (name, path) => `{ SELECT DISTINCT ?${name} WHERE { ${term(ref)} ${upTo(path)} ?${name} } }`;
  const side = (path) => `  { ${reached("later", path)} ${reached("earlier", path)} ?later ?relation ?earlier . VALUES ?relation { lw:extends lw:variantOf } }`;
  const used = [`  UNION { BIND(${term(ref)} AS ?later) ?later lw:uses ?earlier . BIND(lw:uses AS ?relation) }`, `  UNION { BIND(${term(ref)} AS ?earlier) ?later lw:uses ?earlier . BIND(lw:uses AS ?relation) }`];
  return query("SELECT DISTINCT ?later ?relation ?earlier WHERE {", side(step), `  UNION\n${side(back)}`, ...(uses ? used : []), "}");
}

// Everything that was measured on a benchmark.
export function resultsQuery(ref) {
  return query(
    "SELECT ?subject ?value ?metric ?unit ?kind ?setting ?paper WHERE {",
    `  ?result lw:benchmark ${term(ref)} ; lw:subject ?subject ; lw:valueText ?value ; lw:kind ?kind ; lw:reportedIn ?paper .`,
    "  OPTIONAL { ?result lw:metric ?metric } OPTIONAL { ?result lw:unit ?unit } OPTIONAL { ?result lw:setting ?setting }",
    "} ORDER BY ?kind ?metric ?value",
  );
}

// The co-authors of an author with how many papers they share; or the authors of papers.
export function coauthorQuery(ref, type, papers) {
  const which = type === "Author" ? `?paper lw:authoredBy ${term(ref)} .` : `VALUES ?paper { ${papers.map(term).join(" ")} }`;
  const others = type === "Author" ? `  FILTER(?author != ${term(ref)})` : "";
  return query(
    "SELECT ?author (COUNT(DISTINCT ?paper) AS ?papers) WHERE {",
    `  ${which}`,
    "  ?paper lw:authoredBy ?author .",
    ...(others ? [others] : []),
    "} GROUP BY ?author ORDER BY DESC(?papers) ?author",
  );
}

// The papers that state anything about a thing, or that an author wrote, with their months.
export function timelineQuery(ref) {
  return query(
    "SELECT DISTINCT ?month ?paper WHERE {",
    `  { ?paper ?relation ${term(ref)} . ?paper a lw:Paper }`,
    `  UNION { ?assertion rdf:subject|rdf:object ${term(ref)} . ?evidence lw:supports ?assertion ; lw:paper ?paper }`,
    "  OPTIONAL { ?paper dcterms:date ?month }",
    "} ORDER BY DESC(?month) ?paper",
  );
}
