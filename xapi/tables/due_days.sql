-- One row per enrolment and duty (the course, and each check-in of the agency's schedule)
-- with its days, as of `asked.as_of`. How each stands is in `obligations`.
--
-- A check-in of week w is due w weeks after the base day, by the end of that day on the
-- agency's clocks; it opens `window_days` before and is late, not missed, for
-- `grace_days` more.
--
-- While a person is on hold the clock stands still: every day that falls on or after the
-- first day of the hold moves by its length. The end of a hold without `to_day` is not
-- known, and so are the days after it: null.
WITH enrolled AS (
    SELECT
        enrolment_key, participant, course, enrolment, listed, agency, course_version,
        starts, deadline_days, referred_on, ordered_on, deadline, started_on, base_on
    FROM enrolments
),

duties AS (
    SELECT
        enrolment_key, 'course' AS what, CAST(NULL AS VARCHAR) AS lesson,
        CAST(NULL AS BIGINT) AS week, CAST(NULL AS VARCHAR) AS reminder_days,
        CASE WHEN deadline IS NULL THEN coalesce(referred_on, started_on) END
            AS counted_from,
        CAST(NULL AS DATE) AS opens,
        coalesce(
            deadline,
            referred_on + CAST(deadline_days AS INTEGER),
            started_on + CAST(deadline_days AS INTEGER)
        ) AS due,
        CAST(NULL AS DATE) AS late,
        CASE
            WHEN deadline IS NOT NULL THEN 'deadline in the roster'
            WHEN deadline_days IS NULL THEN NULL
            WHEN referred_on IS NOT NULL THEN 'days from the referral'
            WHEN started_on IS NOT NULL THEN 'days from the start'
        END AS rule
    FROM enrolled
    UNION ALL
    SELECT
        enrolled.enrolment_key, course_checkins.checkin AS what,
        course_checkins.lesson, course_checkins.week, course_checkins.reminder_days,
        enrolled.base_on AS counted_from,
        enrolled.base_on + CAST(course_checkins.week * 7
            - coalesce(course_checkins.window_days, 7) + 1 AS INTEGER) AS opens,
        enrolled.base_on + CAST(course_checkins.week * 7 AS INTEGER) AS due,
        enrolled.base_on + CAST(course_checkins.week * 7
            + coalesce(course_checkins.grace_days, 0) AS INTEGER) AS late,
        CASE enrolled.starts
            WHEN 'completion' THEN 'weeks from completion'
            WHEN 'referral' THEN 'weeks from the referral'
            WHEN 'order' THEN CASE WHEN enrolled.ordered_on IS NULL
                THEN 'weeks from the referral' ELSE 'weeks from the order' END
        END AS rule
    FROM enrolled
    INNER JOIN course_checkins
        ON enrolled.course = course_checkins.course
        AND enrolled.course_version = course_checkins.version
        AND enrolled.agency = course_checkins.agency
),

reminders AS (
    SELECT
        duties.enrolment_key, duties.what, duties.counted_from,
        'reminder ' || CAST(course_reminders.days AS VARCHAR) AS mark,
        duties.opens + CAST(course_reminders.days AS INTEGER) AS day
    FROM duties
    INNER JOIN enrolled ON duties.enrolment_key = enrolled.enrolment_key
    INNER JOIN course_reminders
        ON enrolled.course = course_reminders.course
        AND enrolled.course_version = course_reminders.version
        AND enrolled.agency = course_reminders.agency
        AND duties.what = course_reminders.checkin
    WHERE duties.opens IS NOT NULL
),

marks AS (
    SELECT enrolment_key, what, counted_from, 'opens' AS mark, opens AS day FROM duties
    UNION ALL
    SELECT enrolment_key, what, counted_from, 'due' AS mark, due AS day FROM duties
    UNION ALL
    SELECT enrolment_key, what, counted_from, 'late' AS mark, late AS day FROM duties
    UNION ALL
    SELECT enrolment_key, what, counted_from, mark, day FROM reminders
),

-- A hold that is planned and has no end moves nothing before it begins.
holds AS (
    SELECT enrolled.enrolment_key, decisions.from_day, decisions.to_day
    FROM decisions
    INNER JOIN enrolled
        ON decisions.participant = enrolled.participant
        AND decisions.course = enrolled.course
        AND decisions.enrolment = enrolled.enrolment
    CROSS JOIN asked
    WHERE enrolled.listed AND decisions.decision = 'hold'
        AND decisions.decided_on <= asked.as_of
        AND (decisions.to_day IS NOT NULL OR decisions.from_day <= asked.as_of)
),

-- Of a hold only what lies after the day that is counted from can move anything.
held AS (
    SELECT
        marks.enrolment_key, marks.what, marks.mark, marks.day,
        CASE WHEN holds.from_day <= marks.counted_from
            THEN marks.counted_from + CAST(1 AS INTEGER) ELSE holds.from_day END
            AS from_day,
        holds.to_day
    FROM marks
    INNER JOIN holds ON marks.enrolment_key = holds.enrolment_key
    WHERE marks.day IS NOT NULL
        AND (holds.to_day IS NULL OR marks.counted_from IS NULL
            OR holds.to_day > marks.counted_from)
),

-- Holds do not overlap (the reader of decisions refuses those that do): each moves the
-- days that those before it have left at its own first day or later.
lengths AS (
    SELECT
        enrolment_key, what, mark, day, from_day, to_day,
        date_diff('day', from_day, to_day) + 1 AS length,
        coalesce(sum(date_diff('day', from_day, to_day) + 1) OVER (
            PARTITION BY enrolment_key, what, mark ORDER BY from_day
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS moved
    FROM held
),

shifts AS (
    SELECT
        enrolment_key, what, mark,
        CAST(sum(coalesce(length, 0)) AS INTEGER) AS days,
        max(CASE WHEN to_day IS NULL THEN 1 ELSE 0 END) AS stopped
    FROM lengths
    WHERE date_diff('day', from_day, day) + moved >= 0
    GROUP BY enrolment_key, what, mark
),

-- The last reminder day that has come; before the first, the first.
reminded AS (
    SELECT
        moved.enrolment_key, moved.what,
        coalesce(
            max(CASE WHEN moved.day <= asked.as_of THEN moved.day END), min(moved.day)
        ) AS reminder_on
    FROM (
        SELECT
            reminders.enrolment_key, reminders.what,
            reminders.day + coalesce(shifts.days, CAST(0 AS INTEGER)) AS day
        FROM reminders
        LEFT JOIN shifts
            ON reminders.enrolment_key = shifts.enrolment_key
            AND reminders.what = shifts.what
            AND reminders.mark = shifts.mark
        WHERE coalesce(shifts.stopped, 0) = 0
    ) AS moved
    CROSS JOIN asked
    GROUP BY moved.enrolment_key, moved.what
)

SELECT
    duties.enrolment_key,
    duties.what,
    duties.lesson,
    duties.week,
    duties.rule,
    CASE WHEN coalesce(opens.stopped, 0) = 0
        THEN duties.opens + coalesce(opens.days, CAST(0 AS INTEGER)) END AS opens_on,
    CASE WHEN coalesce(due.stopped, 0) = 0
        THEN duties.due + coalesce(due.days, CAST(0 AS INTEGER)) END AS due_on,
    CASE WHEN coalesce(late.stopped, 0) = 0
        THEN duties.late + coalesce(late.days, CAST(0 AS INTEGER)) END AS late_until,
    duties.reminder_days,
    reminded.reminder_on
FROM duties
LEFT JOIN shifts AS opens
    ON duties.enrolment_key = opens.enrolment_key
    AND duties.what = opens.what
    AND opens.mark = 'opens'
LEFT JOIN shifts AS due
    ON duties.enrolment_key = due.enrolment_key
    AND duties.what = due.what
    AND due.mark = 'due'
LEFT JOIN shifts AS late
    ON duties.enrolment_key = late.enrolment_key
    AND duties.what = late.what
    AND late.mark = 'late'
LEFT JOIN reminded
    ON duties.enrolment_key = reminded.enrolment_key
    AND duties.what = reminded.what
