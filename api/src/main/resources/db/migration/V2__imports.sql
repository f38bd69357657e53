CREATE TABLE import_job (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    library         text NOT NULL,
    file_name       text NOT NULL,
    file_hash       bytea,
    dry_run         boolean NOT NULL,
    sample          boolean NOT NULL DEFAULT false,
    state           text NOT NULL DEFAULT 'QUEUED'
                    CHECK (state IN ('RECEIVING', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_wanted   boolean NOT NULL DEFAULT false,
    attempts        integer NOT NULL DEFAULT 0,
    total           bigint,
    -- Last row of the file that is settled; after a crash the job goes on behind it.
    checkpoint      bigint NOT NULL DEFAULT 0,
    processed       bigint NOT NULL DEFAULT 0,
    accepted        bigint NOT NULL DEFAULT 0,
    unchanged       bigint NOT NULL DEFAULT 0,
    rejected        bigint NOT NULL DEFAULT 0,
    flagged         bigint NOT NULL DEFAULT 0,
    ignored_columns text[] NOT NULL DEFAULT '{}',
    failure_code    text,
    failure_message text,
    -- Who works on the job and until when nobody else may take it. A batch commits only under a lease that still holds.
    lease_owner     uuid,
    lease_until     timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz
);

CREATE INDEX import_job_waiting ON import_job (created_at) WHERE state IN ('QUEUED', 'RUNNING');

-- The uploaded file in pieces, so that any replica can go on with it; removed when the job ends.
CREATE TABLE import_file_piece (
    job_id   uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    position integer NOT NULL,
    bytes    bytea NOT NULL,
    PRIMARY KEY (job_id, position)
);

-- Rows with findings: refused ones with their cells, so that they can be corrected and uploaded again, and hints on accepted ones.
CREATE TABLE import_finding (
    job_id   uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    row      bigint NOT NULL,
    rejected boolean NOT NULL,
    cells    jsonb NOT NULL,
    findings jsonb NOT NULL,
    PRIMARY KEY (job_id, row)
);
