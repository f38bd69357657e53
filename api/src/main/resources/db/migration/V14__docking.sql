-- Where a problem stands on its way from draft to confirmation; no row: nothing has happened to it yet.
CREATE TABLE problem_progress (
    record_id   uuid PRIMARY KEY REFERENCES library_record (id) ON DELETE CASCADE,
    state       text NOT NULL,
    -- One more with each step; who acts names the one he has seen.
    version     bigint NOT NULL DEFAULT 0,
    mode        text CHECK (mode IN ('OPEN', 'TARGETED', 'JOINT')),
    -- Last day of the call, in Shanghai.
    claim_until date,
    -- Organisations that may claim where the mode is TARGETED.
    invited     uuid[] NOT NULL DEFAULT '{}',
    -- Society that assesses it.
    assessor_id uuid REFERENCES organisation (id) ON DELETE SET NULL,
    since       timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX problem_progress_state ON problem_progress (state, record_id);
CREATE INDEX problem_progress_assessor ON problem_progress (assessor_id) WHERE assessor_id IS NOT NULL;

-- Every step that was taken, never changed.
CREATE TABLE problem_step (
    record_id       uuid NOT NULL REFERENCES problem_progress (record_id) ON DELETE CASCADE,
    version         bigint NOT NULL,
    event           text NOT NULL,
    source          text NOT NULL,
    target          text NOT NULL,
    -- Null for the platform itself.
    account_id      uuid,
    organisation_id uuid,
    organisation    text NOT NULL DEFAULT '',
    note            text NOT NULL DEFAULT '',
    -- What the step brought: assessment, agreement, solution, satisfaction.
    detail          jsonb NOT NULL DEFAULT '{}',
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (record_id, version)
);

CREATE INDEX problem_step_event ON problem_step (event, at);

-- 揭榜: one claim an organisation and problem.
CREATE TABLE problem_claim (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    record_id       uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    -- Service team of the library that would do the work.
    team_id         uuid REFERENCES library_record (id) ON DELETE SET NULL,
    approach        text NOT NULL DEFAULT '',
    foundation      text NOT NULL DEFAULT '',
    schedule        text NOT NULL DEFAULT '',
    -- In 万元.
    price           numeric(12, 4) CHECK (price >= 0),
    months          integer CHECK (months BETWEEN 1 AND 60),
    state           text NOT NULL DEFAULT 'DRAFT',
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    submitted_at    timestamptz,
    UNIQUE (record_id, organisation_id)
);

CREATE INDEX problem_claim_organisation ON problem_claim (organisation_id, id);

-- 对接记录: who met when and how; an entry is taken back, never changed.
CREATE TABLE docking_entry (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    claim_id        uuid NOT NULL REFERENCES problem_claim (id) ON DELETE CASCADE,
    kind            text NOT NULL,
    person          text NOT NULL,
    from_day        date NOT NULL,
    to_day          date NOT NULL CHECK (to_day >= from_day),
    content         text NOT NULL,
    account_id      uuid NOT NULL,
    organisation_id uuid NOT NULL,
    at              timestamptz NOT NULL DEFAULT now(),
    withdrawn_at    timestamptz
);

CREATE INDEX docking_entry_claim ON docking_entry (claim_id, from_day);
