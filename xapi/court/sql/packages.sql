-- The packages that an enrolment's records name, the course's own first.
SELECT enrolment_key, package
FROM (
    SELECT DISTINCT
        records.enrolment_key, records.package,
        coalesce(packages.unit, '?') <> '' AS of_a_part
    FROM records
    LEFT JOIN packages ON records.package = packages.package
    WHERE records.package IS NOT NULL
)
ORDER BY enrolment_key, of_a_part, package
