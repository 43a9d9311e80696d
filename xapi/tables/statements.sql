-- One row per statement that counts: voided ones are left out. A voiding statement cannot
-- be voided (xAPI 1.0.3, Data 2.3.2).
SELECT all_statements.*, zones.zone
FROM all_statements
LEFT JOIN zones ON all_statements.agency = zones.agency
LEFT JOIN (
    SELECT DISTINCT voids
    FROM all_statements
    WHERE voids IS NOT NULL
) AS voided
    ON all_statements.statement_id = voided.voids
WHERE all_statements.verb = 'voided' OR voided.voids IS NULL
