-- Mappings to the tables of other platforms, as staff saved them; the latest version of a name counts.
CREATE TABLE export_mapping (
    name       text NOT NULL,
    version    integer NOT NULL CHECK (version > 0),
    content    text NOT NULL,
    account_id uuid NOT NULL,
    at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, version)
);

-- Subscriptions by interest: problems in the fields and chains of one's own record (INTEREST), and experts new to the lists of a place's
-- problems (PLACE).
ALTER TABLE subscription
    DROP CONSTRAINT subscription_kind_check,
    DROP CONSTRAINT subscription_check,
    DROP CONSTRAINT subscription_check1,
    DROP CONSTRAINT subscription_account_id_record_id_search_key,
    -- Code of a county, city or the province.
    ADD COLUMN place      text,
    -- SHA-256 of what stands in the address of its feed; null for none.
    ADD COLUMN feed_hash  bytea UNIQUE,
    ADD CHECK (kind IN ('MATCHES', 'SEARCH', 'INTEREST', 'PLACE')),
    ADD CHECK ((kind IN ('MATCHES', 'INTEREST')) = (record_id IS NOT NULL)),
    ADD CHECK ((kind = 'SEARCH') = (search IS NOT NULL)),
    ADD CHECK ((kind = 'PLACE') = (place IS NOT NULL)),
    ADD CONSTRAINT subscription_once UNIQUE NULLS NOT DISTINCT (account_id, kind, record_id, search, place);

-- Why somebody was told: the subscription, which he can end from the notice.
ALTER TABLE notice
    DROP CONSTRAINT notice_kind_check,
    ADD COLUMN subscription_id uuid REFERENCES subscription (id) ON DELETE SET NULL,
    ADD CONSTRAINT notice_kind_check CHECK (kind IN ('MATCH', 'FOUND', 'TASK', 'DUE', 'NEWS', 'CASE', 'INTEREST', 'EXPERT'));

CREATE INDEX notice_subscription ON notice (subscription_id) WHERE subscription_id IS NOT NULL;

-- What others may harvest. What was public and is withdrawn or stands under another record is told as deleted; what was removed for good is not told any more.
CREATE VIEW harvest_record AS
SELECT library AS set_name, id, date_trunc('second', updated_at) AS stamp, publication <> 'PUBLISHED' AS deleted
FROM library_record
WHERE published_at IS NOT NULL AND publication IN ('PUBLISHED', 'WITHDRAWN', 'MERGED')
  AND (library IN ('experts', 'societies') OR library = 'problems' AND payload ->> 'status' <> 'COLLECTED')
UNION ALL
SELECT 'cases', record.id, date_trunc('second', greatest(record.updated_at, solution_case.consented_at)), false
FROM solution_case
JOIN problem_progress ON problem_progress.record_id = solution_case.record_id AND problem_progress.state = 'CLOSED'
JOIN library_record AS record ON record.id = solution_case.record_id AND record.publication = 'PUBLISHED';

