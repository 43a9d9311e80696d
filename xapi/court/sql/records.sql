-- The same with their enrolment and the agency's clocks: no answer, no text.
SELECT
    split_part(registration, chr(10), 2) AS enrolment_key,
    split_part(registration, chr(10), 1) AS registration,
    participant_home, participant, course, verb, activity_type, item, success,
    happened_at, coalesce(happened_local, happened_at) AS happened_local,
    coalesce(stored_local, stored_at) AS stored_local, stored_at, loaded_at,
    active_s, lms_s, time_known, derived_from, standard, trust, package, zone,
    statement_id, raw_hash
FROM statements
