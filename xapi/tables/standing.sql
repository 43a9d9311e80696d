-- One row per enrolment: how the case stands in the court's words, and the accountability
-- rule that holds, as of `asked.as_of`. `action` is what the rule asks for, as long as
-- there is anybody to ask: not of a case that is on hold, over or complete, and no
-- reminder that a later check-in has overtaken.
WITH duties AS (
    SELECT
        obligations.*,
        CASE WHEN what <> 'course' AND status IN ('kept', 'late', 'missed', 'excused')
            THEN 1 ELSE 0 END AS decided,
        CASE WHEN status IN ('upcoming', 'open', 'overdue', 'on hold') THEN 1 ELSE 0 END
            AS to_come
    FROM obligations
),

sums AS (
    SELECT
        enrolment_key,
        max(CASE WHEN what = 'course' THEN done_on END) AS finished_on,
        max(CASE WHEN what = 'course' THEN status END) AS course_status,
        max(CASE WHEN what = 'course' THEN decided_on END) AS course_decided_on,
        sum(CASE WHEN what <> 'course' AND status = 'kept' THEN 1 ELSE 0 END) AS kept,
        sum(CASE WHEN what <> 'course' AND status = 'late' THEN 1 ELSE 0 END) AS late,
        sum(CASE WHEN status = 'missed' THEN 1 ELSE 0 END) AS missed,
        sum(CASE WHEN what <> 'course' AND status = 'excused' THEN 1 ELSE 0 END)
            AS excused,
        sum(CASE WHEN what <> 'course' THEN to_come ELSE 0 END) AS upcoming,
        sum(CASE WHEN status IN ('transferred', 'terminated') THEN 1 ELSE 0 END)
            AS cut_off,
        min(CASE WHEN what <> 'course' AND status IN ('open', 'overdue')
            THEN opens_on END) AS open_since,
        min(CASE WHEN status IN ('upcoming', 'open') THEN due_on END) AS next_due_on,
        max(CASE WHEN decided = 1 THEN coalesce(due_on, done_on) END) AS last_decided,
        max(CASE WHEN status = 'missed' THEN due_on END) AS last_missed,
        max(CASE WHEN status = 'missed' THEN late_until + CAST(1 AS INTEGER) END)
            AS missed_on,
        max(CASE
            WHEN status = 'missed' THEN late_until + CAST(1 AS INTEGER)
            WHEN done_on IS NOT NULL THEN done_on
            WHEN status = 'excused' THEN decided_on
        END) AS settled_on
    FROM duties
    GROUP BY enrolment_key
),

cases AS (
    SELECT
        duties.enrolment_key, duties.agency, duties.court, duties.officer,
        duties.language, duties.participant_home, duties.participant, duties.course,
        duties.enrolment, duties.course_version, duties.starts, duties.referred_on,
        duties.base_on, duties.first_on, duties.started_on, duties.last_on,
        duties.held_since, duties.ended, duties.ended_on, duties.missing,
        sums.finished_on, sums.course_decided_on, sums.open_since, sums.next_due_on,
        sums.settled_on, sums.missed_on,
        sums.kept, sums.late, sums.missed, sums.excused, sums.upcoming,
        rules_that_hold.rule, rules_that_hold.action, rules_that_hold.overtaken,
        rules_that_hold.fired_on, rules_that_hold.fired_by, rules_that_hold.counted,
        CASE
            WHEN sums.course_status IN ('done', 'late', 'excused')
                AND sums.upcoming = 0 AND sums.cut_off = 0
                AND coalesce(rules_that_hold.action, '') <> 'report' THEN 'complete'
            WHEN duties.ended IS NOT NULL THEN duties.ended
            WHEN duties.held_since IS NOT NULL
                AND (sums.upcoming > 0 OR sums.course_status = 'on hold') THEN 'on hold'
            WHEN rules_that_hold.action = 'report' OR sums.course_status = 'overdue'
                THEN 'non-compliant'
            WHEN sums.last_missed = sums.last_decided THEN 'check-in missed'
            WHEN sums.open_since IS NOT NULL THEN 'check-in due'
            WHEN sums.course_status IN ('done', 'late', 'excused')
                THEN 'course complete'
            WHEN duties.started_on IS NOT NULL THEN 'in progress'
            WHEN duties.first_on IS NOT NULL THEN 'not started'
            ELSE 'referred'
        END AS status
    FROM duties
    INNER JOIN sums ON duties.enrolment_key = sums.enrolment_key
    LEFT JOIN rules_that_hold ON duties.enrolment_key = rules_that_hold.enrolment_key
    WHERE duties.what = 'course'
)

SELECT
    enrolment_key, agency, court, officer, language,
    participant_home, participant, course, enrolment, course_version,
    status,
    CASE status
        WHEN 'transferred' THEN ended_on
        WHEN 'terminated' THEN ended_on
        WHEN 'on hold' THEN held_since
        WHEN 'non-compliant' THEN fired_on
        WHEN 'complete' THEN settled_on
        WHEN 'check-in missed' THEN missed_on
        WHEN 'check-in due' THEN open_since
        WHEN 'course complete' THEN coalesce(finished_on, course_decided_on)
        WHEN 'in progress' THEN started_on
        WHEN 'not started' THEN first_on
        ELSE referred_on
    END AS since,
    starts, referred_on, base_on, first_on, started_on, finished_on, last_on,
    CAST(kept AS BIGINT) AS kept,
    CAST(late AS BIGINT) AS late,
    CAST(missed AS BIGINT) AS missed,
    CAST(excused AS BIGINT) AS excused,
    CAST(upcoming AS BIGINT) AS upcoming,
    next_due_on,
    rule,
    CASE WHEN status NOT IN ('transferred', 'terminated', 'on hold', 'complete')
        AND (action <> 'reminder' OR NOT overtaken) THEN action END AS action,
    fired_on, fired_by, counted,
    missing
FROM cases
