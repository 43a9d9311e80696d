-- One row per enrolment with records: when it began and ended, what stored it, what
-- the figures come from. `finished` is a word that proves completion: as `enrolments`
-- has it.
WITH marked AS (
    SELECT
        records.*,
        -- Records that were made of an LMS's hold the course's own words only where they
        -- name the package.
        coalesce(derived_from, '') || CASE
            WHEN derived_from IS NOT NULL AND package IS NULL THEN ' alone' ELSE ''
        END AS source,
        CASE trust WHEN 'low' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END AS faith,
        verb NOT IN ('launched', 'satisfied') AS began,
        trust <> 'low' AND activity_type = 'course' AND coalesce(item, '') = ''
            AND (verb IN ('completed', 'satisfied')
                OR (verb = 'passed' AND coalesce(success, true))) AS finished
    FROM records
)

SELECT
    enrolment_key,
    list(DISTINCT raw_hash ORDER BY raw_hash) AS hashes,
    max(zone) AS zone,
    min(happened_local) FILTER (began) AS started_local,
    arg_min(source, happened_at) FILTER (began) AS started_from,
    arg_min(faith, happened_at) FILTER (began) AS started_trust,
    min(happened_local) FILTER (finished) AS completed_local,
    min(happened_at) FILTER (finished) AS completed_at,
    arg_min(source, happened_at) FILTER (finished) AS completed_from,
    arg_min(faith, happened_at) FILTER (finished) AS completed_trust,
    min(stored_local) AS first_stored_local,
    max(stored_local) AS last_stored_local,
    count(DISTINCT item) FILTER (verb = 'attested' AND trust <> 'low') AS attested,
    max(source) FILTER (verb = 'attested') AS attested_from,
    min(faith) FILTER (verb = 'attested') AS attested_trust,
    max(source) FILTER (active_s IS NOT NULL) AS active_from,
    min(faith) FILTER (active_s IS NOT NULL) AS active_trust,
    max(source) FILTER (activity_type = 'check') AS checked_from,
    min(faith) FILTER (activity_type = 'check') AS checked_trust
FROM marked
GROUP BY enrolment_key
