-- Public pages that are read again and again, as data.
CREATE TABLE page_source (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    name          text NOT NULL UNIQUE,
    address       text NOT NULL,
    -- Of the address; two runs never ask one host at a time.
    host          text NOT NULL,
    library       text NOT NULL,
    rules         jsonb NOT NULL,
    schedule      text NOT NULL CHECK (schedule IN ('NEVER', 'DAILY', 'WEEKLY')),
    enabled       boolean NOT NULL DEFAULT true,
    -- Requests of one run.
    most_pages    integer NOT NULL CHECK (most_pages BETWEEN 1 AND 20000),
    version       bigint NOT NULL DEFAULT 1,
    -- Version that last changed how pages are read; what was read before it is read anew.
    rules_version bigint NOT NULL DEFAULT 1,
    next_run_at   timestamptz,
    updated_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX page_source_due ON page_source (next_run_at) WHERE enabled AND next_run_at IS NOT NULL;

-- How a source was described at a time.
CREATE TABLE page_source_version (
    source_id uuid NOT NULL REFERENCES page_source (id) ON DELETE CASCADE,
    version   bigint NOT NULL,
    config    jsonb NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_id, version)
);

CREATE TABLE source_run (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    source_id       uuid NOT NULL REFERENCES page_source (id) ON DELETE CASCADE,
    source_version  bigint NOT NULL,
    scheduled       boolean NOT NULL,
    state           text NOT NULL DEFAULT 'QUEUED'
                    CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_wanted   boolean NOT NULL DEFAULT false,
    attempts        integer NOT NULL DEFAULT 0,
    -- Requests, without those for robots.txt; what they brought.
    asked           bigint NOT NULL DEFAULT 0,
    not_modified    bigint NOT NULL DEFAULT 0,
    same            bigint NOT NULL DEFAULT 0,
    changed         bigint NOT NULL DEFAULT 0,
    added           bigint NOT NULL DEFAULT 0,
    gone            bigint NOT NULL DEFAULT 0,
    refused         bigint NOT NULL DEFAULT 0,
    -- Why it ended before all was read.
    failure         text,
    -- The import of what changed; null if nothing did.
    import_id       uuid REFERENCES import_job (id) ON DELETE SET NULL,
    rows            bigint NOT NULL DEFAULT 0,
    lease_owner     uuid,
    lease_until     timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    finished_at     timestamptz
);

CREATE UNIQUE INDEX source_run_one_at_a_time ON source_run (source_id) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX source_run_latest ON source_run (source_id, created_at DESC);

-- What is known of a page of a source. Its content is sealed, for it may hold what is not for everybody's eyes.
CREATE TABLE source_page (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    source_id     uuid NOT NULL REFERENCES page_source (id) ON DELETE CASCADE,
    address       text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('LISTING', 'DETAIL', 'FILE')),
    etag          text,
    last_modified text,
    rules_version bigint NOT NULL,
    -- SHA-256 of the rows that were made of it; null before the first.
    hash          bytea,
    -- The hash of what was last given to the import.
    imported_hash bytea,
    rows          integer NOT NULL DEFAULT 0,
    sealed        bytea,
    key_id        text,
    last_run      uuid NOT NULL,
    seen_at       timestamptz NOT NULL DEFAULT now(),
    gone_at       timestamptz,
    UNIQUE (source_id, address),
    CHECK ((sealed IS NULL) = (key_id IS NULL))
);

CREATE INDEX source_page_waiting ON source_page (source_id) WHERE rows > 0 AND imported_hash IS DISTINCT FROM hash;

-- What a run found out; pages that are the same as before have none.
CREATE TABLE source_finding (
    run_id  uuid NOT NULL REFERENCES source_run (id) ON DELETE CASCADE,
    address text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('ADDED', 'CHANGED', 'GONE', 'REFUSED')),
    -- Why a page was refused, or one of the files in it.
    refusal text,
    name    text NOT NULL DEFAULT '',
    -- Which cells changed from what to what, sealed.
    sealed  bytea,
    key_id  text,
    PRIMARY KEY (run_id, address, name),
    CHECK ((sealed IS NULL) = (key_id IS NULL))
);
