-- What an import did to each record, so that it can be shown and taken back.
ALTER TABLE import_job
    -- Accepted rows that became a new record; the other accepted ones changed one.
    ADD COLUMN created    bigint NOT NULL DEFAULT 0,
    ADD COLUMN started_at timestamptz,
    -- The import whose file was taken once more.
    ADD COLUMN rerun_of   uuid REFERENCES import_job (id) ON DELETE SET NULL;

CREATE TABLE import_change (
    job_id            uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    natural_key       bytea NOT NULL,
    -- Row of the file; the last one where several speak of the record.
    row               bigint NOT NULL,
    -- Null for what a check found that is not in the library.
    record_id         uuid,
    created           boolean NOT NULL,
    -- The record as it was; null for a new one and where its contact alone changed.
    before            jsonb,
    before_hash       bytea,
    before_similarity bytea,
    before_sample     boolean,
    -- The record as the file says it; null where its contact alone changed.
    after             jsonb,
    after_hash        bytea,
    -- The contact before and after, sealed; null where it did not change.
    before_contact    bytea,
    before_key        text,
    after_contact     bytea,
    after_key         text,
    -- What became of it when the import was taken back, and why it was kept.
    outcome           text CHECK (outcome IN ('REMOVED', 'RESTORED', 'KEPT')),
    reason            text,
    PRIMARY KEY (job_id, natural_key),
    CHECK ((outcome = 'KEPT') = (reason IS NOT NULL))
);

CREATE INDEX import_change_row ON import_change (job_id, row);
CREATE INDEX import_change_pending ON import_change (job_id, row) WHERE outcome IS NULL;
CREATE INDEX import_change_record ON import_change (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX import_change_natural_key ON import_change (natural_key);

-- An import that is taken back, or was. Its changes tell how far it is.
CREATE TABLE import_rollback (
    job_id      uuid PRIMARY KEY REFERENCES import_job (id) ON DELETE CASCADE,
    state       text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE')),
    removed     bigint NOT NULL DEFAULT 0,
    restored    bigint NOT NULL DEFAULT 0,
    kept        bigint NOT NULL DEFAULT 0,
    not_before  timestamptz NOT NULL DEFAULT now(),
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);

CREATE INDEX import_rollback_running ON import_rollback (not_before) WHERE state = 'RUNNING';

-- Records on which work of people hangs: they do not go with the import that brought them.
CREATE VIEW record_in_use AS
SELECT record_id FROM organisation WHERE record_id IS NOT NULL
UNION ALL SELECT record_id FROM record_claim
UNION ALL SELECT record_id FROM consent
UNION ALL SELECT record_id FROM sanction
UNION ALL SELECT record_id FROM reviewer
UNION ALL SELECT record_id FROM problem_progress
UNION ALL SELECT record_id FROM problem_claim
UNION ALL SELECT team_id FROM problem_claim WHERE team_id IS NOT NULL
UNION ALL SELECT problem_id FROM application WHERE problem_id IS NOT NULL
UNION ALL SELECT team_id FROM application WHERE team_id IS NOT NULL
UNION ALL SELECT problem_id FROM match_judgement
UNION ALL SELECT supply_id FROM match_judgement
UNION ALL SELECT problem_id FROM allocation_pair
UNION ALL SELECT supply_id FROM allocation_pair
UNION ALL SELECT team_id FROM team_place
UNION ALL SELECT record_id FROM team_draft WHERE record_id IS NOT NULL
UNION ALL SELECT one_id FROM identity_candidate WHERE state IN ('SAME', 'DIFFERENT')
UNION ALL SELECT other_id FROM identity_candidate WHERE state IN ('SAME', 'DIFFERENT')
UNION ALL SELECT merged_into FROM library_record WHERE merged_into IS NOT NULL;
