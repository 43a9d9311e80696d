-- Who is late, and what is to be sent, as of a day: one row per person and what is late or
-- what a reminder is due for, the longest first.
--
-- `status` is that of the duty: overdue (in a check-in's days of grace, or a course after
-- its deadline), missed, or open on and after a reminder day. `rule` says how the due day
-- was found. `fired` is why something is to be sent: the accountability rule that holds
-- (on the row of the check-in with which it came to hold, `since` that day, `counted` the
-- weeks), `deadline`, or `reminder-day`. `action` is what: reminder (to the learner),
-- notice (officer), report (court). `sent_on`: its letter was made on that day already.
--
-- Nobody is listed who is on hold, transferred, terminated or complete, and nothing that
-- is excused. A check-in that was done, late or too late, is listed where a rule came to
-- hold by it. A day counts as the agency's clocks have it; what happened after
-- `asked.as_of` has not happened yet. `active_hours` are all that are recorded.
-- `missing` says what the records do not tell.
WITH listed AS (
    SELECT
        obligations.*,
        CASE WHEN standing.action IS NOT NULL AND standing.fired_by = obligations.what
            THEN 1 ELSE 0 END AS fires,
        CASE WHEN obligations.status IN ('open', 'overdue')
            AND obligations.reminder_on <= asked.as_of THEN 1 ELSE 0 END AS reminds,
        standing.rule AS holding,
        standing.action,
        standing.fired_on,
        standing.counted,
        asked.as_of
    FROM obligations
    INNER JOIN standing ON obligations.enrolment_key = standing.enrolment_key
    CROSS JOIN asked
    WHERE standing.status
            NOT IN ('on hold', 'transferred', 'terminated', 'complete')
        AND (asked.agency IS NULL OR asked.agency = obligations.agency)
        AND (asked.course IS NULL OR asked.course = obligations.course)
        AND (asked.participant IS NULL OR asked.participant = obligations.participant)
        AND (asked.from_day IS NULL OR asked.from_day <= obligations.due_on)
        AND (asked.to_day IS NULL OR asked.to_day >= obligations.due_on)
),

due AS (
    SELECT
        listed.*,
        CASE WHEN fires = 1 THEN holding
            WHEN reminds = 1 THEN 'reminder-day' END AS fired,
        CASE WHEN fires = 1 THEN fired_on WHEN reminds = 1 THEN reminder_on END AS since
    FROM listed
    WHERE fires = 1 OR reminds = 1 OR status = 'overdue'
        OR (status = 'missed' AND done_on IS NULL)
),

sent AS (
    SELECT
        due.enrolment_key, due.what, min(letters.made_on) AS sent_on
    FROM due
    INNER JOIN letters
        ON due.participant = letters.participant
        AND due.course = letters.course
        AND due.enrolment = letters.enrolment
        AND due.what = letters.what
        AND due.fired = letters.fired
    WHERE letters.made_on <= due.as_of
        AND (due.fired <> 'reminder-day' OR due.since = letters.since)
    GROUP BY due.enrolment_key, due.what
),

hours AS (
    SELECT
        due.enrolment_key, due.what,
        sum(attempts.active_s) / CAST(3600 AS DOUBLE) AS active_hours
    FROM due
    INNER JOIN attempts
        ON due.participant = attempts.participant AND due.course = attempts.course
    WHERE attempts.unit = ''
        AND (due.listed OR due.participant_home = attempts.participant_home)
        AND (due.enrolment = 1 OR due.from_day
            <= CAST(coalesce(attempts.started_local, attempts.started_at) AS DATE))
        AND (due.until_day IS NULL OR due.until_day
            > CAST(coalesce(attempts.started_local, attempts.started_at) AS DATE))
    GROUP BY due.enrolment_key, due.what
)

SELECT
    coalesce(due.agency, '') AS agency,
    due.court,
    due.officer,
    due.participant,
    due.course,
    due.enrolment,
    due.what,
    due.week,
    due.status,
    due.due_on,
    due.late_until,
    due.days_late,
    due.rule,
    due.fired,
    due.since,
    CASE WHEN due.fires = 1 THEN due.counted END AS counted,
    CASE WHEN due.fires = 1 THEN due.action
        WHEN due.reminds = 1 THEN 'reminder' END AS action,
    CASE WHEN due.fires = 1 AND due.action = 'report' THEN 'court'
        WHEN due.fires = 1 AND due.action = 'notice' THEN 'officer'
        WHEN due.fires = 1 OR due.reminds = 1 THEN 'learner' END AS send_to,
    sent.sent_on,
    due.last_on AS last_activity_on,
    hours.active_hours,
    due.missing
FROM due
LEFT JOIN sent
    ON due.enrolment_key = sent.enrolment_key AND due.what = sent.what
LEFT JOIN hours
    ON due.enrolment_key = hours.enrolment_key AND due.what = hours.what
WHERE due.fires = 1 OR due.status <> 'open'
    OR sent.sent_on IS NULL OR sent.sent_on = due.as_of
ORDER BY due.due_on, due.participant, due.participant_home, due.course, due.enrolment,
    due.what
