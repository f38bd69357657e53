-- Personal data is sealed by the application (AES-256-GCM); key_id names the key, and rows under an old key are sealed anew.
-- How to reach the people behind a record; apart from the record, so that neither its text nor the search index can tell.
CREATE TABLE contact (
    record_id  uuid PRIMARY KEY REFERENCES library_record (id) ON DELETE CASCADE,
    sealed     bytea NOT NULL,
    key_id     text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX contact_key ON contact (key_id);

-- Records of people who had themselves erased: no import brings them back. The fingerprint is keyed; what is sealed is the digest of the
-- natural key, from which the fingerprint is made anew under another key.
CREATE TABLE suppressed_record (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    fingerprint bytea NOT NULL UNIQUE,
    sealed      bytea NOT NULL,
    key_id      text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- Whether a person agrees to stand in the expert pool; the latest row counts, the earlier ones are kept as evidence.
CREATE TABLE consent (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    record_id  uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    given      boolean NOT NULL,
    source     text NOT NULL CHECK (source IN ('PERSON', 'STAFF')),
    note       text NOT NULL DEFAULT '',
    account_id uuid NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX consent_record ON consent (record_id, at DESC, id DESC);

-- Uploaded files and refused rows hold contact data as well. What is there was written in clear and is transient: it goes, and an
-- import that has not ended is begun anew by who uploaded the file.
UPDATE import_job SET state = 'FAILED', finished_at = now(), lease_owner = NULL, lease_until = NULL,
       failure_code = 'INTERRUPTED', failure_message = '系统升级时这次导入尚未完成，请重新上传文件。'
WHERE state IN ('QUEUED', 'RUNNING');

TRUNCATE import_file_piece, import_finding;

ALTER TABLE import_file_piece DROP COLUMN bytes, ADD COLUMN sealed bytea NOT NULL, ADD COLUMN key_id text NOT NULL;

ALTER TABLE import_finding DROP COLUMN cells, DROP COLUMN findings,
    ADD COLUMN sealed bytea NOT NULL, ADD COLUMN key_id text NOT NULL;
