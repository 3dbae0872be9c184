-- Views that read well by themselves, in Datasette and in the doors. Made anew whenever a record is brought up to date.

CREATE VIEW headed AS
-- Every article with a headline: its source's title, else the title that stands in its text.
SELECT a.*, coalesce(a.title, (
  SELECT substr(a.text, b.start + 1, b."end" - b.start) FROM block b
  WHERE b.article_id = a.article_id AND b.role = 'title' AND NOT EXISTS (
    SELECT 1 FROM block r WHERE r.article_id = b.article_id AND r.key IS NOT NULL AND r.start <= b.start AND r."end" >= b."end"
  ) ORDER BY b.start LIMIT 1
)) AS headline
FROM article a;

CREATE VIEW told AS
-- One row for each time expression in an article's own news, with its words, its sentence and its article.
SELECT
  t.earliest, t.latest, t.precision, t.value,
  substr(a.text, t.start + 1, t."end" - t.start) AS words,
  CASE WHEN s.sentence_id IS NULL THEN NULL ELSE substr(a.text, s.start + 1, s."end" - s.start) END AS sentence,
  t.anchor_kind <> 'none' AS inferred,
  t.anchor_kind, t.rule, t.type,
  a.outlet, a.headline AS title, a.url, a.published_earliest, a.published_latest,
  t.article_id, t.time_id, t.sentence_id, t.start, t."end"
FROM time_expression t
JOIN headed a ON a.article_id = t.article_id
LEFT JOIN sentence s ON s.sentence_id = t.sentence_id
WHERE t.role IN ('title', 'lede', 'body')
  AND NOT EXISTS (
    SELECT 1 FROM block b
    WHERE b.article_id = t.article_id AND b.key IS NOT NULL AND b.start <= t.start AND b."end" >= t."end"
  );

CREATE VIEW timeline AS
-- The chronology: dated passages, and the day on which each article appeared.
SELECT
  earliest, latest, precision, 'told' AS kind, inferred, words, sentence, outlet, title, article_id, time_id AS id, url
FROM told
WHERE earliest IS NOT NULL
UNION ALL
SELECT
  published_earliest, published_latest,
  CASE WHEN published_earliest = published_latest THEN 'day' ELSE 'interval' END,
  'published', published_basis <> 'source', published_evidence, headline, outlet, headline, article_id, article_id, url
FROM headed
WHERE published_earliest IS NOT NULL;

CREATE VIEW unplaced AS
-- Passages with a date that stays open: nothing says which year, or even which order day and month stand in.
SELECT value, precision, words, sentence, outlet, title, article_id, time_id AS id, rule, url
FROM told
WHERE earliest IS NULL;

CREATE VIEW undated AS
-- Articles of which nothing says when they were published, or only up to which day.
SELECT article_id, outlet, headline AS title, url, language, published_latest, published_basis, published_evidence,
  substr(text, 1, 160) AS opening
FROM headed
WHERE published_earliest IS NULL;

CREATE VIEW left_out AS
-- What did not become an article: sources of which nothing was read, and articles that a stage could not read.
SELECT k.source, k.reason, k.stage
FROM skipped k
WHERE NOT EXISTS (SELECT 1 FROM article_source s WHERE s.source = k.source);

CREATE VIEW articles AS
-- The articles as a reader wants them listed.
SELECT
  a.article_id, a.published_earliest, a.published_latest, a.published_basis, a.outlet, a.wire,
  a.headline AS title, a.authors,
  a.url, a.language, length(a.text) AS letters,
  (SELECT count(*) FROM article_source s WHERE s.article_id = a.article_id) AS sources
FROM headed a;

CREATE VIEW furniture AS
-- What was left out of each article's news, in its own words, with the reason.
SELECT b.article_id, a.outlet, b.role, substr(a.text, b.start + 1, b."end" - b.start) AS words, b.reason, b.stage,
  b.start, b."end"
FROM block b
JOIN article a ON a.article_id = b.article_id
WHERE b.role NOT IN ('title', 'lede', 'body', 'dateline');

CREATE VIEW damage AS
-- Passages whose text is damaged: marks say how.
SELECT b.article_id, a.outlet, b.marks, substr(a.text, b.start + 1, b."end" - b.start) AS words, b.start, b."end"
FROM block b
JOIN article a ON a.article_id = b.article_id
WHERE b.marks <> '[]';

CREATE VIEW mentioned AS
-- One row for each mention of an actor in an article's own news, with its words, its sentence and its article.
SELECT
  m.actor_id, c.name, c.kind, m.country, m.sector, m.role, m.mention,
  substr(a.text, m.start + 1, m."end" - m.start) AS words, m.basis,
  (SELECT substr(a.text, s.start + 1, s."end" - s.start) FROM sentence s
    WHERE s.article_id = m.article_id AND s.start <= m.start AND s."end" >= m."end" LIMIT 1) AS sentence,
  a.outlet, a.headline AS title, a.url, a.published_earliest, a.published_latest,
  m.article_id, m.start, m."end"
FROM actor_mention m
JOIN actor c ON c.actor_id = m.actor_id
JOIN headed a ON a.article_id = m.article_id
WHERE NOT EXISTS (
  SELECT 1 FROM block b
  WHERE b.article_id = m.article_id AND b.key IS NOT NULL AND b.start <= m.start AND b."end" >= m."end"
);

CREATE VIEW actors AS
-- The actors of the record, by how many articles mention them.
SELECT c.actor_id, c.name, c.kind, c.country, c.sector, count(*) AS mentions, count(DISTINCT m.article_id) AS articles
FROM actor c
JOIN actor_mention m ON m.actor_id = c.actor_id
WHERE NOT EXISTS (
  SELECT 1 FROM block b
  WHERE b.article_id = m.article_id AND b.key IS NOT NULL AND b.start <= m.start AND b."end" >= m."end"
)
GROUP BY c.actor_id;

CREATE VIEW places AS
-- The places that articles' own news names, by how many articles do.
SELECT p.name, p.country, p.latitude, p.longitude, p.geonames, count(*) AS mentions,
  count(DISTINCT p.article_id) AS articles
FROM place_mention p
WHERE NOT EXISTS (
  SELECT 1 FROM block b
  WHERE b.article_id = p.article_id AND b.key IS NOT NULL AND b.start <= p.start AND b."end" >= p."end"
)
GROUP BY p.name, p.country, p.geonames;
