-- What people said of a match; one word a person and pair, the last one counts.
CREATE TABLE match_judgement (
    problem_id      uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    supply_id       uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    account_id      uuid NOT NULL,
    organisation_id uuid NOT NULL,
    verdict         text NOT NULL CHECK (verdict IN ('ACCEPTED', 'DECLINED')),
    reason          text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (problem_id, supply_id, account_id)
);

CREATE INDEX match_judgement_supply ON match_judgement (supply_id);

-- What was learnt: CORPUS from the texts of the libraries, WEIGHTS from judgements. Versions are kept.
CREATE TABLE learnt_model (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    kind       text NOT NULL CHECK (kind IN ('CORPUS', 'WEIGHTS')),
    created_at timestamptz NOT NULL DEFAULT now(),
    learnt_from bigint NOT NULL,
    seed       bigint NOT NULL,
    quality    double precision,
    compared   double precision,
    content    bytea NOT NULL
);

CREATE INDEX learnt_model_kind ON learnt_model (kind, created_at DESC);

-- Which version of each kind is in use; no row: what is set in the program.
CREATE TABLE model_in_use (
    kind     text PRIMARY KEY,
    model_id uuid NOT NULL REFERENCES learnt_model (id)
);
