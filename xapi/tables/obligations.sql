-- One row per enrolment and duty: how it stands as of `asked.as_of`.
--
-- A check-in is `upcoming`, `open`, `overdue`, then `missed`; done by the end of its due
-- day it is `kept`, in the days of grace `late`. The course is `open` or `overdue`, and
-- then `done` or `late`. What counts is the day on which it was done, not when the record
-- of it came; the first time counts. Kept in time outweighs an excuse, an excuse all else.
-- What could still be done when a case was transferred or terminated ended with it.
WITH checked AS (
    SELECT
        participant_home, participant, course, item AS checkin,
        CAST(coalesce(happened_local, happened_at) AS DATE) AS day
    FROM statements
    WHERE activity_type = 'check-in' AND verb = 'completed' AND trust <> 'low'
),

enrolled AS (
    SELECT
        enrolment_key, agency, court, officer, language, participant_home, participant,
        course, enrolment, course_version, listed, starts, referred_on, base_on,
        first_on, started_on, finished_on, last_on, from_day, until_day,
        held_since, ended, ended_on, reason, author, decided_on, missing
    FROM enrolments
),

done AS (
    SELECT
        enrolled.enrolment_key, checked.checkin AS what, min(checked.day) AS done_on
    FROM checked
    INNER JOIN enrolled
        ON checked.participant = enrolled.participant
        AND checked.course = enrolled.course
    CROSS JOIN asked
    WHERE checked.day <= asked.as_of
        AND (enrolled.listed OR checked.participant_home = enrolled.participant_home)
        AND (enrolled.enrolment = 1 OR checked.day >= enrolled.from_day)
        AND (enrolled.until_day IS NULL OR checked.day < enrolled.until_day)
    GROUP BY enrolled.enrolment_key, checked.checkin
),

-- An excuse names a check-in, by its own id or its lesson's, or the course.
excuses AS (
    SELECT
        decisions.participant, decisions.course, decisions.enrolment, decisions.what,
        decisions.reason, decisions.author, decisions.decided_on,
        row_number() OVER (
            PARTITION BY
                decisions.participant, decisions.course, decisions.enrolment,
                decisions.what
            ORDER BY decisions.decided_on, decisions.author, decisions.reason
        ) AS nth
    FROM decisions
    CROSS JOIN asked
    WHERE decisions.decision = 'excused' AND decisions.decided_on <= asked.as_of
),

stands AS (
    SELECT
        enrolled.*,
        due_days.what, due_days.lesson, due_days.week, due_days.rule,
        due_days.opens_on, due_days.due_on, due_days.late_until,
        due_days.reminder_days, due_days.reminder_on,
        CASE WHEN due_days.what = 'course' THEN enrolled.finished_on
            ELSE done.done_on END AS done_on,
        coalesce(by_unit.decided_on, by_lesson.decided_on) AS excused_on,
        coalesce(by_unit.reason, by_lesson.reason) AS excused_because,
        coalesce(by_unit.author, by_lesson.author) AS excused_by,
        asked.as_of
    FROM due_days
    INNER JOIN enrolled ON due_days.enrolment_key = enrolled.enrolment_key
    LEFT JOIN done
        ON due_days.enrolment_key = done.enrolment_key
        AND due_days.what = done.what
    LEFT JOIN excuses AS by_unit
        ON enrolled.participant = by_unit.participant
        AND enrolled.course = by_unit.course
        AND enrolled.enrolment = by_unit.enrolment
        AND due_days.what = by_unit.what
        AND enrolled.listed AND by_unit.nth = 1
    LEFT JOIN excuses AS by_lesson
        ON enrolled.participant = by_lesson.participant
        AND enrolled.course = by_lesson.course
        AND enrolled.enrolment = by_lesson.enrolment
        AND due_days.lesson = by_lesson.what
        AND enrolled.listed AND by_lesson.nth = 1
    CROSS JOIN asked
),

judged AS (
    SELECT
        stands.*,
        CASE
            WHEN done_on <= coalesce(due_on, done_on)
                THEN CASE WHEN what = 'course' THEN 'done' ELSE 'kept' END
            WHEN excused_on IS NOT NULL THEN 'excused'
            WHEN done_on IS NOT NULL
                AND (what = 'course' OR done_on <= coalesce(late_until, done_on))
                THEN 'late'
            WHEN ended_on IS NOT NULL
                AND ended_on <= coalesce(late_until, due_on, ended_on) THEN ended
            WHEN what = 'course' THEN CASE
                WHEN held_since IS NOT NULL
                    AND coalesce(due_on, held_since) >= held_since THEN 'on hold'
                WHEN due_on < as_of THEN 'overdue'
                ELSE 'open' END
            WHEN done_on IS NULL AND held_since IS NOT NULL
                AND (base_on IS NULL OR late_until IS NULL OR late_until >= as_of)
                THEN 'on hold'
            WHEN late_until < as_of THEN 'missed'
            WHEN due_on < as_of THEN 'overdue'
            WHEN opens_on <= as_of THEN 'open'
            ELSE 'upcoming'
        END AS status
    FROM stands
)

SELECT
    enrolment_key, agency, court, officer, language,
    participant_home, participant, course, enrolment, course_version,
    what, week, opens_on, due_on, late_until,
    status,
    done_on,
    CASE status WHEN 'excused' THEN excused_because
        WHEN 'on hold' THEN reason WHEN 'transferred' THEN reason
        WHEN 'terminated' THEN reason END AS reason,
    CASE status WHEN 'excused' THEN excused_by
        WHEN 'on hold' THEN author WHEN 'transferred' THEN author
        WHEN 'terminated' THEN author END AS author,
    CASE status WHEN 'excused' THEN excused_on
        WHEN 'on hold' THEN decided_on WHEN 'transferred' THEN decided_on
        WHEN 'terminated' THEN decided_on END AS decided_on,
    CAST(CASE
        WHEN done_on > due_on THEN date_diff('day', due_on, done_on)
        WHEN status IN ('overdue', 'missed') THEN date_diff('day', due_on, as_of)
    END AS BIGINT) AS days_late,
    reminder_days, reminder_on,
    rule,
    starts, referred_on, base_on, first_on, started_on, last_on,
    held_since, ended, ended_on,
    from_day, until_day, listed,
    missing
FROM judged
