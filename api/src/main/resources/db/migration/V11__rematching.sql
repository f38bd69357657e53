-- Records whose matches are to be looked at again. An entry is written with what changed and removed together with what became of it.
CREATE TABLE match_job (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id  uuid NOT NULL,
    not_before timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX match_job_due ON match_job (not_before, position);
CREATE INDEX match_job_record ON match_job (record_id);

-- What all lists rest on beside the records: models, judgements, dictionary, the day. Once it stands still, every list is made anew.
CREATE TABLE match_basis (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    seen    text NOT NULL DEFAULT '',
    seen_at timestamptz NOT NULL DEFAULT now(),
    matched text NOT NULL DEFAULT ''
);

INSERT INTO match_basis DEFAULT VALUES;

-- The best of a library for a problem. A writer who has read an older version begins again.
CREATE TABLE match_list (
    problem_id uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    library    text NOT NULL CHECK (library IN ('experts', 'societies', 'teams')),
    version    bigint NOT NULL DEFAULT 0,
    matched_at timestamptz,
    changed_at timestamptz,
    PRIMARY KEY (problem_id, library)
);

CREATE TABLE match_list_entry (
    problem_id    uuid NOT NULL,
    library       text NOT NULL,
    supply_id     uuid NOT NULL,
    rank          integer NOT NULL CHECK (rank > 0),
    -- Rank before the latest change of the list; null for one that came in with it.
    previous_rank integer,
    score         double precision NOT NULL,
    entered_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (problem_id, library, supply_id),
    FOREIGN KEY (problem_id, library) REFERENCES match_list ON DELETE CASCADE
);

CREATE INDEX match_list_entry_supply ON match_list_entry (supply_id);

-- Who left with the latest change of the list.
CREATE TABLE match_list_leaver (
    problem_id    uuid NOT NULL,
    library       text NOT NULL,
    supply_id     uuid NOT NULL,
    previous_rank integer NOT NULL,
    PRIMARY KEY (problem_id, library, supply_id),
    FOREIGN KEY (problem_id, library) REFERENCES match_list ON DELETE CASCADE
);

-- Since when everybody may see a record: a saved search tells of what came after it.
ALTER TABLE library_record ADD COLUMN published_at timestamptz;
UPDATE library_record SET published_at = created_at WHERE publication = 'PUBLISHED';

CREATE FUNCTION note_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.published_at := now();
    RETURN NEW;
END $$;

CREATE TRIGGER library_record_first_published BEFORE INSERT ON library_record
    FOR EACH ROW WHEN (NEW.publication = 'PUBLISHED') EXECUTE FUNCTION note_publication();
CREATE TRIGGER library_record_published BEFORE UPDATE OF publication ON library_record
    FOR EACH ROW WHEN (NEW.publication = 'PUBLISHED' AND OLD.publication <> 'PUBLISHED') EXECUTE FUNCTION note_publication();

-- What a person wants to hear of: matches of a record (a problem, or one who looks for problems), or what a search finds anew.
CREATE TABLE subscription (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('MATCHES', 'SEARCH')),
    record_id  uuid REFERENCES library_record (id) ON DELETE CASCADE,
    -- As in the address of the search page.
    search     text,
    -- From this score on, in [0, 1].
    threshold  double precision NOT NULL CHECK (threshold BETWEEN 0 AND 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (account_id, record_id, search),
    CHECK ((kind = 'MATCHES') = (record_id IS NOT NULL)),
    CHECK ((kind = 'SEARCH') = (search IS NOT NULL))
);

CREATE INDEX subscription_record ON subscription (record_id) WHERE record_id IS NOT NULL;

-- What a person was told. Of a pair, or of a record that a search found, one is told once, whatever he subscribed to.
CREATE TABLE notice (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('MATCH', 'FOUND')),
    -- The problem; null for what a search found.
    subject_id uuid REFERENCES library_record (id) ON DELETE CASCADE,
    record_id  uuid REFERENCES library_record (id) ON DELETE CASCADE,
    link       text NOT NULL,
    score      double precision,
    at         timestamptz NOT NULL DEFAULT now(),
    read_at    timestamptz,
    UNIQUE NULLS NOT DISTINCT (account_id, kind, subject_id, record_id)
);

CREATE INDEX notice_account ON notice (account_id, id DESC);
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;
CREATE INDEX notice_record ON notice (record_id);
CREATE INDEX notice_subject ON notice (subject_id);

-- Records whose place in the space of an outside model is known, and at which version; nothing where no such model is configured.
CREATE TABLE embedded_record (
    record_id uuid PRIMARY KEY,
    version   bigint NOT NULL,
    -- Name of the space: model, number of dimensions and how much of a text is sent.
    space     text NOT NULL
);
