-- A password that an administrator knows is good for some days only. Those that are out now get three days from here.
ALTER TABLE account ADD COLUMN password_expires_at timestamptz;

UPDATE account SET password_expires_at = now() + interval '72 hours'
WHERE must_change_password AND id::text IN (SELECT subject_id FROM audit_entry
    WHERE action IN ('ACCOUNT_CREATED', 'PASSWORD_RESET') AND account_id IS NOT NULL AND subject_type = 'account');

-- What a person needs to tell his sessions apart. The address is kept without its last part, the device as words, never as sent.
ALTER TABLE session
    ADD COLUMN id uuid NOT NULL DEFAULT uuidv7() UNIQUE,
    ADD COLUMN address text NOT NULL DEFAULT '',
    ADD COLUMN device text NOT NULL DEFAULT '',
    -- Begun with two factors, here or at an identity provider.
    ADD COLUMN two_factors boolean NOT NULL DEFAULT false;

-- The secret that an account shares with an authenticator application (RFC 6238), sealed; it counts once a code of it was seen.
CREATE TABLE second_factor (
    account_id   uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    sealed       bytea NOT NULL,
    key_id       text NOT NULL,
    confirmed_at timestamptz,
    -- Step of the latest code that was taken: no code works twice, and none that is older.
    last_step    bigint NOT NULL DEFAULT 0
);

CREATE INDEX second_factor_key ON second_factor (key_id);

-- For whoever has lost the application. Each works once and is removed; they are long and random, so that a digest suffices.
CREATE TABLE recovery_code (
    code_hash  bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE
);

CREATE INDEX recovery_code_account ON recovery_code (account_id);
