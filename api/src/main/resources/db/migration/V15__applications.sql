-- Applications from draft to archive; amounts in 万元.
CREATE TABLE application (
    id                uuid PRIMARY KEY DEFAULT uuidv7(),
    programme         text NOT NULL,
    -- Version of the programme's file that counts for this application; 0 for the one that ships.
    programme_version integer NOT NULL,
    -- Of the programme.
    year              integer NOT NULL,
    category          text NOT NULL,
    organisation_id   uuid NOT NULL REFERENCES organisation (id),
    title             text NOT NULL CHECK (title <> ''),
    -- What it was begun from.
    problem_id        uuid REFERENCES library_record (id) ON DELETE SET NULL,
    claim_id          uuid REFERENCES problem_claim (id) ON DELETE SET NULL,
    team_id           uuid REFERENCES library_record (id) ON DELETE SET NULL,
    state             text NOT NULL DEFAULT 'DRAFT',
    -- One more with each step; who acts names the one he has seen.
    version           bigint NOT NULL DEFAULT 0,
    -- One more with each step and each edit of the form.
    changes           bigint NOT NULL DEFAULT 0,
    cap               numeric(14, 6),
    granted           numeric(14, 6),
    paid              numeric(14, 6) NOT NULL DEFAULT 0,
    grade             text,
    passed            text[] NOT NULL DEFAULT '{}',
    due               date,
    published_until   date,
    approved_in       integer,
    since             timestamptz NOT NULL DEFAULT now(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT application_paid_within_grant CHECK (paid >= 0 AND paid <= coalesce(granted, 0)),
    CONSTRAINT application_grant_within_cap CHECK (cap IS NULL OR granted IS NULL OR granted <= cap)
);

CREATE INDEX application_organisation ON application (organisation_id, id);
CREATE INDEX application_state ON application (state, since, id);
CREATE INDEX application_category ON application (programme, category, state);

-- Every value that a field of a form ever had; the one of the greatest version counts. Sealed, for forms hold names and telephone numbers.
CREATE TABLE application_field (
    application_id uuid NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    field          text NOT NULL,
    version        bigint NOT NULL CHECK (version > 0),
    sealed         bytea NOT NULL,
    key_id         text NOT NULL,
    source         text NOT NULL,
    -- What it was copied from; null where it was typed.
    source_id      uuid,
    account_id     uuid NOT NULL,
    author         text NOT NULL,
    at             timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (application_id, field, version)
);

CREATE INDEX application_field_key ON application_field (key_id);

-- Every step that was taken, never changed.
CREATE TABLE application_step (
    application_id  uuid NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    version         bigint NOT NULL,
    event           text NOT NULL,
    source          text NOT NULL,
    target          text NOT NULL,
    account_id      uuid NOT NULL,
    organisation_id uuid,
    organisation    text NOT NULL DEFAULT '',
    note            text NOT NULL DEFAULT '',
    -- What the step brought: amount, grade, dates, satisfaction.
    detail          jsonb NOT NULL DEFAULT '{}',
    evidence        uuid[] NOT NULL DEFAULT '{}',
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (application_id, version)
);

CREATE TABLE application_payment (
    application_id uuid NOT NULL REFERENCES application (id),
    -- Of the step that paid it.
    version        bigint NOT NULL,
    amount         numeric(14, 6) NOT NULL CHECK (amount > 0),
    at             timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (application_id, version)
);

-- What is handed in for a rule that asks for it.
CREATE TABLE application_deliverable (
    application_id uuid NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    rule           text NOT NULL,
    version        bigint NOT NULL DEFAULT 1,
    evidence       uuid[] NOT NULL,
    account_id     uuid NOT NULL,
    at             timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (application_id, rule)
);

-- Objections while a project is published; who objects and why is for those who decide.
CREATE TABLE application_objection (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    application_id uuid NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    account_id     uuid NOT NULL,
    sealed         bytea NOT NULL,
    key_id         text NOT NULL,
    at             timestamptz NOT NULL DEFAULT now(),
    upheld         boolean,
    answer         text NOT NULL DEFAULT '',
    answered_at    timestamptz
);

CREATE INDEX application_objection_application ON application_objection (application_id, id);
CREATE INDEX application_objection_key ON application_objection (key_id);

-- Who has a form open; forgotten after a crash.
CREATE UNLOGGED TABLE application_presence (
    application_id uuid NOT NULL,
    account_id     uuid NOT NULL,
    name           text NOT NULL,
    seen_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (application_id, account_id)
);
