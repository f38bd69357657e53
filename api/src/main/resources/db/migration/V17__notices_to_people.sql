-- Notices of what a person has to do (TASK), of what is due (DUE), of what happened (NEWS) and of needs like his that were solved (CASE).
ALTER TABLE notice
    DROP CONSTRAINT notice_kind_check,
    DROP CONSTRAINT notice_account_id_kind_subject_id_record_id_key,
    -- What it is about, by the name of a task, of news or of a date.
    ADD COLUMN topic text NOT NULL DEFAULT '',
    -- Tells one time from another: of an occasion a person is told once.
    ADD COLUMN occasion text NOT NULL DEFAULT '',
    -- For whom he was told; what is not public he reads for as long as he is a member of it.
    ADD COLUMN organisation_id uuid REFERENCES organisation (id) ON DELETE CASCADE,
    ADD CHECK (kind IN ('MATCH', 'FOUND', 'TASK', 'DUE', 'NEWS', 'CASE')),
    ADD CONSTRAINT notice_once UNIQUE NULLS NOT DISTINCT (account_id, kind, subject_id, record_id, topic, occasion);

-- Who has a part in a problem, by the role in which his organisation acts.
CREATE VIEW problem_party AS
SELECT problem_progress.record_id, 'STAFF' AS party, organisation.id AS organisation_id, 'STAFF' AS role
FROM problem_progress CROSS JOIN organisation WHERE organisation.kind = 'PROVINCE'
UNION ALL
SELECT problem_progress.record_id, 'REGION', organisation.id, organisation.kind
FROM problem_progress
JOIN library_record ON library_record.id = problem_progress.record_id
JOIN organisation ON organisation.kind IN ('COUNTY', 'CITY')
 AND organisation.region IN (library_record.payload ->> 'region', left(library_record.payload ->> 'region', 4) || '00')
UNION ALL
SELECT problem_progress.record_id, 'PROPOSER', library_record.owner_id, 'ENTERPRISE'
FROM problem_progress JOIN library_record ON library_record.id = problem_progress.record_id
WHERE library_record.owner_id IS NOT NULL
UNION ALL
SELECT record_id, 'ASSESSOR', assessor_id, 'SOCIETY' FROM problem_progress WHERE assessor_id IS NOT NULL
UNION ALL
SELECT problem_progress.record_id, 'ASSESSOR', organisation.id, 'STAFF'
FROM problem_progress CROSS JOIN organisation WHERE assessor_id IS NULL AND organisation.kind = 'PROVINCE'
UNION ALL
SELECT problem_claim.record_id,
       CASE problem_claim.state WHEN 'SELECTED' THEN 'SOLVER' WHEN 'NOT_SELECTED' THEN 'PASSED_OVER'
                                WHEN 'BROKEN_OFF' THEN 'BROKEN_OFF' WHEN 'DRAFT' THEN 'DRAFTER' ELSE 'CLAIMANT' END,
       organisation.id, organisation.kind
FROM problem_claim JOIN organisation ON organisation.id = problem_claim.organisation_id
WHERE problem_claim.state <> 'WITHDRAWN'
UNION ALL
SELECT problem_progress.record_id, 'INVITED', organisation.id, organisation.kind
FROM problem_progress JOIN organisation ON organisation.id = ANY (problem_progress.invited);

-- How a person wants to hear of notices beside the page.
CREATE TABLE notice_setting (
    account_id       uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    mail             text NOT NULL DEFAULT 'NEVER' CHECK (mail IN ('IMMEDIATE', 'DAILY', 'WEEKLY', 'NEVER')),
    -- The address, sealed; none is written to before its owner has confirmed it.
    mail_sealed      bytea,
    mail_key         text,
    confirmed_at     timestamptz,
    -- SHA-256 of what the confirmation mail says.
    confirm_hash     bytea UNIQUE,
    confirm_sent_at  timestamptz,
    -- Address and signing key of the webhook, sealed; null for none.
    webhook_sealed   bytea,
    webhook_key      text,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CHECK ((mail_sealed IS NULL) = (mail_key IS NULL)),
    CHECK ((webhook_sealed IS NULL) = (webhook_key IS NULL))
);

-- Notices on their way out; an entry commits together with its notice.
CREATE TABLE notice_delivery (
    notice_id    uuid NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    channel      text NOT NULL CHECK (channel IN ('MAIL', 'WEBHOOK')),
    account_id   uuid NOT NULL,
    not_before   timestamptz NOT NULL DEFAULT now(),
    attempts     integer NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    error        text,
    PRIMARY KEY (notice_id, channel)
);

CREATE INDEX notice_delivery_due ON notice_delivery (channel, not_before) WHERE delivered_at IS NULL;
CREATE INDEX notice_delivery_account ON notice_delivery (account_id, channel) WHERE delivered_at IS NULL;

-- Digests leave at 8 o'clock in Shanghai, the weekly one on Mondays.
CREATE FUNCTION queue_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here timestamp := now() AT TIME ZONE 'Asia/Shanghai' - interval '8 hours';
BEGIN
    INSERT INTO notice_delivery (notice_id, channel, account_id, not_before)
    SELECT NEW.id, 'MAIL', NEW.account_id,
           CASE mail WHEN 'DAILY' THEN (date_trunc('day', here) + interval '1 day 8 hours') AT TIME ZONE 'Asia/Shanghai'
                     WHEN 'WEEKLY' THEN (date_trunc('week', here) + interval '7 days 8 hours') AT TIME ZONE 'Asia/Shanghai'
                     ELSE now() END
    FROM notice_setting WHERE account_id = NEW.account_id AND mail <> 'NEVER' AND confirmed_at IS NOT NULL;
    INSERT INTO notice_delivery (notice_id, channel, account_id)
    SELECT NEW.id, 'WEBHOOK', NEW.account_id FROM notice_setting
    WHERE account_id = NEW.account_id AND webhook_sealed IS NOT NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER notice_queued AFTER INSERT ON notice FOR EACH ROW EXECUTE FUNCTION queue_notice();
