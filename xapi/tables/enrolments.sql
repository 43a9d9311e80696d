-- One row per enrolment of a person in a course, as of `asked.as_of`: what the roster
-- says and what the records say, and the day from which the six months are counted.
--
-- A line of the roster is an enrolment. A second one (enrolment 2) begins with its own
-- referral: what happened before that day is of the one before, which ends with it as if
-- it had been transferred. A token of the roster is
-- one person, whatever accounts it has; outside the roster each account is a person.
-- Days are those of the agency's clocks; what happened after `as_of` has not happened
-- yet. Statements of low trust show that somebody was there, and prove no completion.
WITH listed AS (
    SELECT
        roster.participant, roster.course, roster.enrolment,
        roster.agency, roster.court, roster.officer, roster.language,
        roster.referred_on, roster.ordered_on, roster.deadline, roster.order_hours,
        CASE WHEN roster.enrolment > 1
            THEN coalesce(roster.referred_on, roster.ordered_on) END AS from_day
    FROM roster
),

bounded AS (
    SELECT
        listed.*,
        min(from_day) OVER (
            PARTITION BY participant, course ORDER BY enrolment
            ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS until_day
    FROM listed
),

-- What each day says of a person in a course.
events AS (
    SELECT
        statements.participant_home, statements.participant, statements.course,
        CAST(coalesce(statements.happened_local, statements.happened_at) AS DATE)
            AS day,
        coalesce(statements.agency, packages.agency) AS agency,
        coalesce(statements.course_version, packages.version) AS version,
        CASE WHEN statements.verb IN ('launched', 'waived', 'satisfied')
            THEN 0 ELSE 1 END AS began,
        CASE WHEN statements.trust <> 'low'
            AND statements.activity_type = 'course'
            AND coalesce(statements.item, '') = ''
            AND (statements.verb IN ('completed', 'satisfied')
                OR (statements.verb = 'passed' AND coalesce(statements.success, true)))
            THEN 1 ELSE 0 END AS finished
    FROM statements
    LEFT JOIN packages ON statements.package = packages.package
    WHERE statements.verb <> 'voided' AND statements.course IS NOT NULL
),

days AS (
    SELECT
        events.participant_home, events.participant, events.course, events.day,
        max(events.agency) AS agency,
        max(events.version) AS version,
        max(events.began) AS began,
        max(events.finished) AS finished
    FROM events
    CROSS JOIN asked
    WHERE events.day <= asked.as_of
    GROUP BY
        events.participant_home, events.participant, events.course, events.day
),

-- Each day belongs to one enrolment.
known AS (
    SELECT DISTINCT participant, course FROM roster
),

placed AS (
    SELECT
        days.participant_home, days.participant, days.course, bounded.enrolment,
        '' AS account,
        days.day, days.agency, days.version, days.began, days.finished
    FROM days
    INNER JOIN bounded
        ON days.participant = bounded.participant AND days.course = bounded.course
    WHERE (bounded.enrolment = 1 OR days.day >= bounded.from_day)
        AND (bounded.until_day IS NULL OR days.day < bounded.until_day)
    UNION ALL
    SELECT
        days.participant_home, days.participant, days.course, 1 AS enrolment,
        days.participant_home AS account,
        days.day, days.agency, days.version, days.began, days.finished
    FROM days
    LEFT JOIN known
        ON days.participant = known.participant AND days.course = known.course
    WHERE known.participant IS NULL
),

-- The edition whose schedule and rules hold is the one that was completed, else the
-- last that was heard of.
turns AS (
    SELECT
        participant, course, enrolment, account,
        min(CASE WHEN finished = 1 THEN day END) AS finished_on,
        max(CASE WHEN version IS NOT NULL THEN day END) AS versioned_on
    FROM placed
    GROUP BY participant, course, enrolment, account
),

recorded AS (
    SELECT
        placed.participant, placed.course, placed.enrolment, placed.account,
        min(placed.participant_home) AS participant_home,
        count(DISTINCT placed.participant_home) AS accounts,
        max(placed.agency) AS agency,
        coalesce(
            max(CASE WHEN placed.day = turns.finished_on THEN placed.version END),
            max(CASE WHEN placed.day = turns.versioned_on THEN placed.version END)
        ) AS version,
        min(placed.day) AS first_on,
        min(CASE WHEN placed.began = 1 THEN placed.day END) AS started_on,
        min(turns.finished_on) AS finished_on,
        max(placed.day) AS last_on
    FROM placed
    INNER JOIN turns
        ON placed.participant = turns.participant
        AND placed.course = turns.course
        AND placed.enrolment = turns.enrolment
        AND placed.account = turns.account
    GROUP BY placed.participant, placed.course, placed.enrolment, placed.account
),

people AS (
    SELECT
        coalesce(bounded.participant, recorded.participant) AS participant,
        coalesce(bounded.course, recorded.course) AS course,
        coalesce(bounded.enrolment, recorded.enrolment) AS enrolment,
        coalesce(recorded.account, '') AS account,
        recorded.participant_home,
        recorded.accounts,
        coalesce(bounded.agency, recorded.agency) AS agency,
        bounded.court, bounded.officer, bounded.language,
        bounded.referred_on, bounded.ordered_on, bounded.deadline, bounded.order_hours,
        bounded.from_day, bounded.until_day,
        CASE WHEN bounded.participant IS NULL THEN 0 ELSE 1 END AS listed,
        recorded.version,
        recorded.first_on, recorded.started_on, recorded.finished_on, recorded.last_on
    FROM bounded
    FULL OUTER JOIN recorded
        ON bounded.participant = recorded.participant
        AND bounded.course = recorded.course
        AND bounded.enrolment = recorded.enrolment
        AND recorded.account = ''
),

-- The rules of an agency's latest edition count for those who have no version yet.
rules AS (
    SELECT
        course, version, agency, starts, deadline_days,
        row_number() OVER (
            PARTITION BY course, agency ORDER BY loaded_at DESC, version DESC
        ) AS nth
    FROM agencies
),

-- A case that was transferred or terminated ends once.
ends AS (
    SELECT
        decisions.participant, decisions.course, decisions.enrolment,
        decisions.decision, decisions.reason, decisions.author, decisions.decided_on,
        row_number() OVER (
            PARTITION BY
                decisions.participant, decisions.course, decisions.enrolment
            ORDER BY decisions.decided_on, decisions.decision
        ) AS nth
    FROM decisions
    CROSS JOIN asked
    WHERE decisions.decision IN ('transferred', 'terminated')
        AND decisions.decided_on <= asked.as_of
),

holds AS (
    SELECT
        decisions.participant, decisions.course, decisions.enrolment,
        decisions.from_day, decisions.reason, decisions.author, decisions.decided_on,
        row_number() OVER (
            PARTITION BY
                decisions.participant, decisions.course, decisions.enrolment
            ORDER BY decisions.from_day, decisions.decided_on
        ) AS nth
    FROM decisions
    CROSS JOIN asked
    WHERE decisions.decision = 'hold'
        AND decisions.decided_on <= asked.as_of
        AND decisions.from_day <= asked.as_of
        AND (decisions.to_day IS NULL OR decisions.to_day >= asked.as_of)
)

SELECT
    people.participant || ' ' || people.course || ' '
        || CAST(people.enrolment AS VARCHAR)
        || CASE WHEN people.account = '' THEN '' ELSE ' ' || people.account END
        AS enrolment_key,
    people.agency, people.court, people.officer, people.language,
    people.participant_home, people.participant, people.course,
    CAST(people.enrolment AS BIGINT) AS enrolment,
    people.listed = 1 AS listed,
    coalesce(own.version, latest.version, people.version) AS course_version,
    coalesce(own.starts, latest.starts) AS starts,
    CASE WHEN own.version IS NULL THEN latest.deadline_days
        ELSE own.deadline_days END AS deadline_days,
    people.referred_on, people.ordered_on, people.deadline, people.order_hours,
    people.first_on, people.started_on, people.finished_on, people.last_on,
    CASE coalesce(own.starts, latest.starts)
        WHEN 'completion' THEN people.finished_on
        WHEN 'order' THEN coalesce(people.ordered_on, people.referred_on)
        WHEN 'referral' THEN people.referred_on
    END AS base_on,
    people.from_day, people.until_day,
    holds.from_day AS held_since,
    CASE
        WHEN ends.decision IS NOT NULL THEN ends.decision
        WHEN people.until_day <= asked.as_of THEN 'transferred'
    END AS ended,
    CASE
        WHEN people.until_day <= asked.as_of
            AND people.until_day <= coalesce(ends.decided_on, people.until_day)
            THEN people.until_day
        ELSE ends.decided_on
    END AS ended_on,
    coalesce(ends.reason, holds.reason) AS reason,
    coalesce(ends.author, holds.author) AS author,
    coalesce(ends.decided_on, holds.decided_on) AS decided_on,
    CASE
        WHEN people.listed = 0 THEN 'not in the roster'
        WHEN people.participant_home IS NULL THEN 'no records'
        WHEN people.accounts > 1 THEN 'several accounts have this token'
        WHEN own.version IS NULL AND latest.version IS NULL THEN 'no catalogue'
    END AS missing
FROM people
LEFT JOIN rules AS own
    ON people.agency = own.agency
    AND people.course = own.course
    AND people.version = own.version
LEFT JOIN rules AS latest
    ON people.agency = latest.agency
    AND people.course = latest.course
    AND latest.nth = 1
LEFT JOIN holds
    ON people.participant = holds.participant
    AND people.course = holds.course
    AND people.enrolment = holds.enrolment
    AND people.listed = 1
    AND holds.nth = 1
LEFT JOIN ends
    ON people.participant = ends.participant
    AND people.course = ends.course
    AND people.enrolment = ends.enrolment
    AND people.listed = 1
    AND ends.nth = 1
CROSS JOIN asked
