-- One row per enrolment in which an accountability rule holds, as of `asked.as_of`.
--
-- Check-ins count in the order of their due days once they are decided: kept, late, missed
-- or excused. A rule holds by the check-in with which its count is full; `missed-in-a-row`
-- counts those since the last that was not missed. The rules rise: the highest that holds
-- counts. A deadline that has passed is a rule too, `deadline`: notice to the officer.
WITH counted AS (
    SELECT
        enrolment_key, course, course_version, agency,
        participant, what, week, status, done_on, late_until,
        row_number() OVER (
            PARTITION BY enrolment_key ORDER BY coalesce(due_on, done_on), week, what
        ) AS place,
        count(*) OVER (PARTITION BY enrolment_key) AS places,
        sum(CASE WHEN status = 'missed' THEN 0 ELSE 1 END) OVER (
            PARTITION BY enrolment_key
            ORDER BY coalesce(due_on, done_on), week, what
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS breaks
    FROM obligations
    WHERE what <> 'course' AND status IN ('kept', 'late', 'missed', 'excused')
),

-- What each check-in counts for: a condition, and how many it makes.
tallies AS (
    SELECT
        enrolment_key, course, course_version, agency, what, week, place, places,
        'missed' AS condition,
        late_until + CAST(1 AS INTEGER) AS fired_on,
        row_number() OVER (PARTITION BY enrolment_key ORDER BY place) AS nth
    FROM counted
    WHERE status = 'missed'
    UNION ALL
    SELECT
        enrolment_key, course, course_version, agency, what, week, place, places,
        'late' AS condition,
        done_on AS fired_on,
        row_number() OVER (PARTITION BY enrolment_key ORDER BY place) AS nth
    FROM counted
    WHERE status = 'late'
    UNION ALL
    SELECT
        last_run.enrolment_key, last_run.course, last_run.course_version,
        last_run.agency, last_run.what, last_run.week, last_run.place,
        last_run.places, 'missed-in-a-row' AS condition,
        last_run.late_until + CAST(1 AS INTEGER) AS fired_on,
        row_number() OVER (
            PARTITION BY last_run.enrolment_key ORDER BY last_run.place
        ) AS nth
    FROM (
        SELECT
            counted.*,
            max(breaks) OVER (PARTITION BY enrolment_key) AS all_breaks
        FROM counted
    ) AS last_run
    WHERE last_run.status = 'missed' AND last_run.breaks = last_run.all_breaks
),

fired AS (
    SELECT
        tallies.enrolment_key, course_rules.rule, course_rules.action,
        CASE course_rules.action WHEN 'report' THEN 2000 WHEN 'notice' THEN 1000
            ELSE 0 END + course_rules.place AS height,
        tallies.condition, tallies.nth,
        tallies.what, tallies.fired_on,
        CASE WHEN tallies.place < tallies.places THEN 1 ELSE 0 END AS overtaken
    FROM tallies
    INNER JOIN course_rules
        ON tallies.course = course_rules.course
        AND tallies.course_version = course_rules.version
        AND tallies.agency = course_rules.agency
        AND tallies.condition = course_rules.condition
        AND tallies.nth = course_rules.count
    UNION ALL
    SELECT
        enrolment_key, 'deadline' AS rule, 'notice' AS action,
        1000 AS height, 'deadline' AS condition, 1 AS nth,
        what, due_on + CAST(1 AS INTEGER) AS fired_on, 0 AS overtaken
    FROM obligations
    WHERE what = 'course' AND status = 'overdue'
),

highest_rule AS (
    SELECT fired.*
    FROM fired
    INNER JOIN (
        SELECT enrolment_key, max(height) AS height FROM fired GROUP BY enrolment_key
    ) AS highest
        ON fired.enrolment_key = highest.enrolment_key
        AND fired.height = highest.height
),

-- The weeks that made it hold; of more than eight the first eight.
weeks AS (
    SELECT
        highest_rule.enrolment_key,
        max(CASE WHEN tallies.nth = 1 THEN CAST(tallies.week AS VARCHAR) END)
            || coalesce(max(CASE WHEN tallies.nth = 2
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 3
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 4
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 5
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 6
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 7
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '')
            || coalesce(max(CASE WHEN tallies.nth = 8
                THEN ', ' || CAST(tallies.week AS VARCHAR) END), '') AS weeks
    FROM highest_rule
    INNER JOIN tallies
        ON highest_rule.enrolment_key = tallies.enrolment_key
        AND highest_rule.condition = tallies.condition
    WHERE tallies.nth <= highest_rule.nth
    GROUP BY highest_rule.enrolment_key
)

SELECT
    highest_rule.enrolment_key,
    highest_rule.rule,
    highest_rule.action,
    highest_rule.what AS fired_by,
    highest_rule.fired_on,
    weeks.weeks AS counted,
    highest_rule.overtaken = 1 AS overtaken
FROM highest_rule
LEFT JOIN weeks ON highest_rule.enrolment_key = weeks.enrolment_key
