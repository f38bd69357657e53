-- A sign-in at an identity provider between its two requests, which different replicas may serve. Only the browser that began it holds
-- the secret; the row is removed when it is used.
CREATE TABLE sign_in_attempt (
    secret_hash bytea PRIMARY KEY,
    state       text NOT NULL,
    request     text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sign_in_attempt_at ON sign_in_attempt (created_at);

-- Two experts may have one name; organisations may not.
ALTER TABLE organisation DROP CONSTRAINT organisation_kind_name_key;
CREATE UNIQUE INDEX organisation_name ON organisation (kind, name) WHERE kind <> 'EXPERT';
