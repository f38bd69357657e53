-- Who acts: a person has an account, is a member of organisations in roles, and acts for one membership at a time.
CREATE TABLE organisation (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    kind        text NOT NULL CHECK (kind IN ('ENTERPRISE', 'SOCIETY', 'COUNTY', 'CITY', 'PROVINCE', 'EXPERT')),
    name        text NOT NULL,
    credit_code text UNIQUE,
    -- Code of the place it stands for or sits in; a county and a city association must have one.
    region      text,
    -- Its record in a library, once claimed and approved.
    record_id   uuid UNIQUE REFERENCES library_record (id) ON DELETE SET NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, name),
    CHECK (kind NOT IN ('COUNTY', 'CITY') OR region IS NOT NULL)
);

CREATE TABLE account (
    id                   uuid PRIMARY KEY DEFAULT uuidv7(),
    -- As people type it; compared in lower case.
    username             text NOT NULL,
    display_name         text NOT NULL,
    -- Null for those who sign in elsewhere.
    password_hash        text,
    must_change_password boolean NOT NULL DEFAULT false,
    state                text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'DISABLED')),
    -- A documented account of the local profile, which works from this machine only.
    loopback_only        boolean NOT NULL DEFAULT false,
    last_sign_in_at      timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX account_username ON account (lower(username));

-- Who an account is at an identity provider.
CREATE TABLE account_identity (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);

CREATE TABLE membership (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id      uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    role            text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, organisation_id, role)
);

CREATE INDEX membership_organisation ON membership (organisation_id);

CREATE TABLE invitation (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    role            text NOT NULL,
    secret_hash     bytea NOT NULL UNIQUE,
    created_by      uuid NOT NULL REFERENCES account (id),
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    used_at         timestamptz,
    used_by         uuid REFERENCES account (id)
);

CREATE TABLE record_claim (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    record_id       uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    state           text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'APPROVED', 'REFUSED')),
    reason          text NOT NULL DEFAULT '',
    created_by      uuid NOT NULL REFERENCES account (id),
    created_at      timestamptz NOT NULL DEFAULT now(),
    decided_by      uuid REFERENCES account (id),
    decided_at      timestamptz
);

CREATE UNIQUE INDEX record_claim_pending ON record_claim (organisation_id, record_id) WHERE state = 'PENDING';

-- Secrets are kept as SHA-256 digests: they are long and random, so that nothing slower is needed.
CREATE TABLE session (
    secret_hash   bytea PRIMARY KEY,
    account_id    uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    membership_id uuid REFERENCES membership (id) ON DELETE SET NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX session_account ON session (account_id);

CREATE TABLE api_token (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id    uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    membership_id uuid NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    name          text NOT NULL,
    secret_hash   bytea NOT NULL UNIQUE,
    scopes        text[] NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    last_used_at  timestamptz
);

CREATE INDEX api_token_account ON api_token (account_id);

-- Failed sign-ins by name, whether there is such an account or not, so that the answers do not tell.
CREATE TABLE sign_in_failure (
    name_hash    bytea PRIMARY KEY,
    failures     integer NOT NULL,
    first_at     timestamptz NOT NULL,
    locked_until timestamptz
);

-- Whose a record is and who may see it. Only published records stand in the search indexes.
ALTER TABLE library_record
    ADD COLUMN owner_id uuid REFERENCES organisation (id),
    ADD COLUMN publication text NOT NULL DEFAULT 'PUBLISHED' CHECK (publication IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
    -- The part that only its owner and staff may read, sealed.
    ADD COLUMN confidential bytea,
    ADD COLUMN confidential_key text;

CREATE INDEX library_record_owner ON library_record (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX library_record_confidential ON library_record (confidential_key) WHERE confidential IS NOT NULL;

-- What has left the libraries has no row any more; its entry says which index must forget it, with a version above the last.
ALTER TABLE outbox
    DROP CONSTRAINT outbox_record_id_fkey,
    ADD COLUMN removed_from text,
    ADD COLUMN removed_version bigint,
    ADD CHECK ((removed_from IS NULL) = (removed_version IS NULL));

-- Who did what. Each entry is bound to the one before by its hash; nothing is ever changed or removed.
CREATE TABLE audit_entry (
    position        bigint PRIMARY KEY,
    at              timestamptz NOT NULL,
    account_id      uuid,
    organisation_id uuid,
    role            text NOT NULL,
    address         text NOT NULL,
    request_id      text NOT NULL,
    action          text NOT NULL,
    subject_type    text NOT NULL,
    subject_id      text NOT NULL,
    before          text,
    after           text,
    previous_hash   bytea NOT NULL,
    hash            bytea NOT NULL
);

CREATE INDEX audit_entry_account ON audit_entry (account_id, position);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, position);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only';
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
