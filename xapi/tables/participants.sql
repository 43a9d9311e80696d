-- One row per person: an account of a learning system, or a token made here.
WITH tallies AS (
    SELECT
        participant_home, participant,
        max(agency) AS agency,
        count(DISTINCT course) AS courses,
        count(DISTINCT registration) AS registrations,
        count(*) AS statements,
        min(happened_at) AS first_at,
        max(happened_at) AS last_at,
        min(CASE trust WHEN 'low' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END) AS least_trust
    FROM statements
    WHERE verb <> 'voided'
    GROUP BY participant_home, participant
),

latest AS (
    SELECT
        participant_home, participant, agency, language,
        statement_id, origin, raw_hash,
        row_number() OVER (
            PARTITION BY participant_home, participant
            ORDER BY
                CASE WHEN agency IS NULL THEN 1 ELSE 0 END, happened_at DESC,
                statement_id
        ) AS place
    FROM statements
    WHERE verb <> 'voided'
)

SELECT
    tallies.participant_home,
    tallies.participant,
    latest.agency,
    zones.zone,
    latest.language,
    CAST(tallies.courses AS BIGINT) AS courses,
    CAST(tallies.registrations AS BIGINT) AS registrations,
    CAST(tallies.statements AS BIGINT) AS statements,
    tallies.first_at,
    tallies.last_at,
    CASE tallies.least_trust
        WHEN 0 THEN 'low' WHEN 1 THEN 'medium' ELSE 'high' END AS trust,
    latest.statement_id,
    latest.origin,
    latest.raw_hash
FROM tallies
INNER JOIN latest
    ON tallies.participant_home = latest.participant_home
    AND tallies.participant = latest.participant
    AND latest.place = 1
LEFT JOIN zones ON latest.agency = zones.agency
