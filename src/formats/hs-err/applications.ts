import type { FactTypes } from '../../model/fact-types.ts'

/** Applications by the jar that carries their version. A client library tells of its user only when the server is not there. */
const JARS: readonly (readonly [name: string, jar: RegExp])[] = [
  ['kafka', /(?:^|[/\\:;])kafka_\d+\.\d+-(\d[\w.-]*?)(?:-ccs|-ce)?\.jar/],
  ['kafka', /(?:^|[/\\:;])kafka-server-(?!common)(\d[\w.-]*?)\.jar/],
  ['zookeeper', /(?:^|[/\\:;])zookeeper-(\d[\w.-]*?)\.jar/],
  ['elasticsearch', /(?:^|[/\\:;])elasticsearch-(\d[\w.-]*?)\.jar/],
  ['opensearch', /(?:^|[/\\:;])opensearch-(\d[\w.-]*?)\.jar/],
  ['cassandra', /(?:^|[/\\:;])apache-cassandra-(\d[\w.-]*?)\.jar/],
  ['solr', /(?:^|[/\\:;])solr-core-(\d[\w.-]*?)\.jar/],
  ['hbase', /(?:^|[/\\:;])hbase-server-(\d[\w.-]*?)\.jar/],
  ['spark', /(?:^|[/\\:;])spark-core_\d+\.\d+-(\d[\w.-]*?)\.jar/],
  ['flink', /(?:^|[/\\:;])flink-dist[_\d.]*-(\d[\w.-]*?)\.jar/],
  ['kafka-clients', /(?:^|[/\\:;])kafka-clients-(\d[\w.-]*?)(?:-ccs|-ce)?\.jar/],
]

/** A jar of one of them, wherever it stands. A class path may hold hundreds of jars. */
const CANDIDATE =
  /(?:^|[/\\:;])(?:kafka|zookeeper|elasticsearch|opensearch|apache-cassandra|solr-core|hbase-server|spark-core|flink-dist)[^/\\:;\s]*\.jar/g

/** What runs, by the names of the jars in a class path. */
export function applicationsIn(classPath: string): FactTypes['application.version'][] {
  const jars = classPath.match(CANDIDATE) ?? []
  if (jars.length === 0) return []
  const found = JARS.flatMap(([name, jar]) => {
    const version = jars.map((candidate) => jar.exec(candidate)?.[1]).find((known) => known !== undefined)
    return version === undefined ? [] : [{ name, version }]
  })
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index)
}
