-- One row per place that records came from.
WITH counted AS (
    SELECT
        origin,
        count(*) AS statements,
        min(happened_at) AS first_at,
        max(happened_at) AS last_at,
        min(CASE trust WHEN 'low' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END) AS least_trust,
        max(raw_hash) AS raw_hash
    FROM all_statements
    GROUP BY origin
),

held_back AS (
    SELECT origin, count(*) AS quarantined FROM quarantine GROUP BY origin
),

loaded AS (
    SELECT
        origin, max(kind) AS kind, count(*) AS loads,
        min(loaded_at) AS first_loaded_at, max(loaded_at) AS last_loaded_at
    FROM loads
    GROUP BY origin
)

SELECT
    loaded.origin,
    loaded.kind,
    CAST(loaded.loads AS BIGINT) AS loads,
    CAST(coalesce(counted.statements, 0) AS BIGINT) AS statements,
    CAST(coalesce(held_back.quarantined, 0) AS BIGINT) AS quarantined,
    loaded.first_loaded_at,
    loaded.last_loaded_at,
    counted.first_at,
    counted.last_at,
    CASE counted.least_trust
        WHEN 0 THEN 'low' WHEN 1 THEN 'medium' WHEN 2 THEN 'high' END AS trust,
    counted.raw_hash
FROM loaded
LEFT JOIN counted ON loaded.origin = counted.origin
LEFT JOIN held_back ON loaded.origin = held_back.origin
