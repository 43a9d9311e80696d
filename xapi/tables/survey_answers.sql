-- One row per answer to a survey item that was received, voided or not: not a public table,
-- since it has the statement's id, by which voided ones are left out.
--
-- `received` are the statements as the store has them. Of the time only the quarter is
-- told: who was there in a certain week at a small agency may be one person. A quarter in
-- which fewer than five people of the agency answered takes the name of the last one
-- before it with more, or of the first after it. answer_number keeps the order.
WITH answered AS (
    SELECT
        received.*,
        coalesce(agency, '') AS agency_key,
        CAST(date_trunc('quarter', happened_at) AS DATE) AS quarter
    FROM received
    WHERE verb = 'answered' AND success IS NULL AND scaled IS NULL
),

crowds AS (
    SELECT
        agency_key, quarter,
        CASE WHEN count(DISTINCT respondent) >= 5 THEN quarter END AS told
    FROM answered
    GROUP BY agency_key, quarter
),

quarters AS (
    SELECT
        agency_key, quarter,
        coalesce(
            max(told) OVER (
                PARTITION BY agency_key ORDER BY quarter
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ),
            min(told) OVER (PARTITION BY agency_key)
        ) AS told
    FROM crowds
)

SELECT
    answered.statement_id, answered.respondent AS participant, answered.course,
    answered.item, answered.interaction_type, answered.response,
    quarters.told AS answered_quarter,
    row_number() OVER (
        PARTITION BY answered.respondent, answered.course
        ORDER BY answered.happened_at, answered.statement_id DESC
    ) AS answer_number,
    answered.agency, answered.course_version, answered.package, answered.language,
    answered.standard, answered.null_because, answered.trust
FROM answered
LEFT JOIN quarters
    ON answered.agency_key = quarters.agency_key AND answered.quarter = quarters.quarter
