-- Who has missed a deadline or a check-in, as of a day: one row per person and what is
-- late, the longest first.
--
-- The deadline is the roster's; else the agency's rule counts its days from the
-- referral, or from the start where no roster says when that was. Check-ins are due so
-- many weeks after the day that the agency counts from (`starts`): completion, or the
-- roster's referral for `order` and `referral`. `rule` says which of these it was.
-- A day counts as the agency's clocks have it. What happened after `asked.as_of` has
-- not happened yet. Statements of low trust prove nothing here.
-- No deadline, no row: `quality` counts those people. Grace, excuses and letters are not
-- known here. `missing` says what the records do not tell.
WITH started AS (
    SELECT
        attempts.participant_home, attempts.participant, attempts.course,
        max(attempts.agency) AS agency,
        max(attempts.course_version) AS course_version,
        CAST(min(coalesce(attempts.started_local, attempts.started_at)) AS DATE)
            AS started_on,
        CAST(min(CASE
            WHEN attempts.status IN ('passed', 'completed') THEN coalesce(
                attempts.completed_local, attempts.passed_local,
                attempts.completed_at, attempts.passed_at)
        END) AS DATE) AS finished_on,
        CAST(max(coalesce(attempts.last_local, attempts.last_at)) AS DATE)
            AS last_activity_on,
        sum(attempts.active_s) / CAST(3600 AS DOUBLE) AS active_hours
    FROM attempts
    WHERE attempts.unit = ''
    GROUP BY attempts.participant_home, attempts.participant, attempts.course
),

people AS (
    SELECT
        coalesce(roster.agency, started.agency) AS agency,
        roster.court,
        roster.officer,
        started.participant_home,
        coalesce(started.participant, roster.participant) AS participant,
        coalesce(started.course, roster.course) AS course,
        started.course_version,
        started.started_on,
        started.finished_on,
        started.last_activity_on,
        started.active_hours,
        roster.referred_on,
        roster.deadline,
        CASE
            WHEN roster.participant IS NULL THEN 'not in the roster'
            WHEN started.participant IS NULL THEN 'no records'
        END AS missing
    FROM started
    FULL OUTER JOIN roster
        ON started.participant = roster.participant
        AND started.course = roster.course
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

bound AS (
    SELECT
        people.agency, people.court, people.officer, people.participant_home,
        people.participant, people.course, people.course_version, people.started_on,
        people.finished_on, people.last_activity_on, people.active_hours,
        people.referred_on, people.deadline, people.missing,
        coalesce(own.starts, latest.starts) AS starts,
        CAST(coalesce(own.deadline_days, latest.deadline_days) AS INTEGER)
            AS deadline_days,
        coalesce(own.version, latest.version) AS version
    FROM people
    LEFT JOIN rules AS own
        ON people.agency = own.agency
        AND people.course = own.course
        AND people.course_version = own.version
    LEFT JOIN rules AS latest
        ON people.agency = latest.agency
        AND people.course = latest.course
        AND latest.nth = 1
),

courses_due AS (
    SELECT
        agency, court, officer, participant_home, participant, course,
        'course' AS what,
        coalesce(
            deadline, referred_on + deadline_days, started_on + deadline_days
        ) AS due_on,
        CASE
            WHEN deadline IS NOT NULL THEN 'deadline in the roster'
            WHEN referred_on IS NOT NULL THEN 'days from the referral'
            ELSE 'days from the start'
        END AS rule,
        finished_on AS done_on,
        last_activity_on, active_hours, missing
    FROM bound
),

days AS (
    SELECT
        participant_home, participant, course, checkin,
        CAST(min(coalesce(done_local, done_at)) AS DATE) AS done_on
    FROM checkins
    GROUP BY participant_home, participant, course, checkin
),

checkins_due AS (
    SELECT
        bound.agency, bound.court, bound.officer, bound.participant_home,
        bound.participant, bound.course,
        course_checkins.checkin AS what,
        CASE WHEN bound.starts = 'completion' THEN bound.finished_on
            ELSE bound.referred_on END
            + CAST(course_checkins.week * 7 AS INTEGER) AS due_on,
        CASE WHEN bound.starts = 'completion' THEN 'weeks from completion'
            ELSE 'weeks from the referral' END AS rule,
        days.done_on,
        bound.last_activity_on, bound.active_hours, bound.missing
    FROM bound
    INNER JOIN course_checkins
        ON bound.course = course_checkins.course
        AND bound.version = course_checkins.version
        AND bound.agency = course_checkins.agency
    LEFT JOIN days
        ON bound.participant_home = days.participant_home
        AND bound.participant = days.participant
        AND bound.course = days.course
        AND course_checkins.checkin = days.checkin
),

due AS (
    SELECT
        agency, court, officer, participant_home, participant, course, what, due_on,
        rule, done_on, last_activity_on, active_hours, missing
    FROM courses_due
    UNION ALL
    SELECT
        agency, court, officer, participant_home, participant, course, what, due_on,
        rule, done_on, last_activity_on, active_hours, missing
    FROM checkins_due
)

SELECT
    coalesce(due.agency, '') AS agency,
    due.court,
    due.officer,
    due.participant,
    due.course,
    due.what,
    due.due_on,
    CAST(date_diff('day', due.due_on, asked.as_of) AS BIGINT) AS days_late,
    due.rule,
    due.last_activity_on,
    due.active_hours,
    due.missing
FROM due
CROSS JOIN asked
WHERE due.due_on < asked.as_of
    AND (due.done_on IS NULL OR due.done_on > asked.as_of)
    AND (asked.agency IS NULL OR asked.agency = due.agency)
    AND (asked.course IS NULL OR asked.course = due.course)
    AND (asked.participant IS NULL OR asked.participant = due.participant)
    AND (asked.from_day IS NULL OR asked.from_day <= due.due_on)
    AND (asked.to_day IS NULL OR asked.to_day >= due.due_on)
ORDER BY due.due_on, due.participant, due.participant_home, due.course, due.what
