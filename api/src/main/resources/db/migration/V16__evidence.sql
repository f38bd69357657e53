-- Files that prove something, attached to what they prove. Never changed: taken away while their subject is a draft, or kept.
CREATE TABLE evidence_file (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    kind            text NOT NULL,
    subject_id      uuid NOT NULL,
    name            text NOT NULL,
    type            text NOT NULL,
    -- Bytes.
    size            bigint NOT NULL CHECK (size > 0),
    sha256          bytea NOT NULL,
    -- WAITING for the virus scanner, CLEAN or INFECTED.
    state           text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'CLEAN', 'INFECTED')),
    scan_after      timestamptz NOT NULL DEFAULT now(),
    account_id      uuid NOT NULL,
    organisation_id uuid,
    organisation    text NOT NULL DEFAULT '',
    at              timestamptz NOT NULL DEFAULT now(),
    -- The contents of a removed file are gone; that it was there is not.
    removed_at      timestamptz
);

CREATE INDEX evidence_file_subject ON evidence_file (kind, subject_id, id) WHERE removed_at IS NULL;
CREATE INDEX evidence_file_waiting ON evidence_file (scan_after) WHERE state = 'WAITING' AND removed_at IS NULL;

-- The file in sealed pieces.
CREATE TABLE evidence_piece (
    file_id  uuid NOT NULL REFERENCES evidence_file (id) ON DELETE CASCADE,
    position integer NOT NULL,
    sealed   bytea NOT NULL,
    key_id   text NOT NULL,
    PRIMARY KEY (file_id, position)
);

CREATE INDEX evidence_piece_key ON evidence_piece (key_id);

-- Codes that stand on papers that were made, so that a copy can be compared with the text of today.
CREATE TABLE document_code (
    code       text PRIMARY KEY,
    form       text NOT NULL,
    -- What the paper was made of: problem, application.
    kind       text NOT NULL,
    subject_id uuid NOT NULL,
    hash       bytea NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now()
);
