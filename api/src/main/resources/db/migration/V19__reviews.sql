-- Review of applications. A reviewer is an account of the role REVIEWER that stands for an expert of the pool.
CREATE TABLE reviewer (
    account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    record_id  uuid NOT NULL UNIQUE REFERENCES library_record (id) ON DELETE CASCADE,
    -- How many sheets he may have open at a time.
    most       integer NOT NULL CHECK (most BETWEEN 0 AND 50),
    version    bigint NOT NULL DEFAULT 1,
    at         timestamptz NOT NULL DEFAULT now()
);

-- The review of one category of one programme.
CREATE TABLE review (
    id                uuid PRIMARY KEY DEFAULT uuidv7(),
    programme         text NOT NULL,
    programme_version integer NOT NULL,
    category          text NOT NULL,
    -- State of the applications that are judged: before the approval, or when they close.
    stage             text NOT NULL CHECK (stage IN ('APPROVAL', 'GRADING')),
    state             text NOT NULL DEFAULT 'PLANNED' CHECK (state IN ('PLANNED', 'OPEN', 'CLOSED')),
    version           bigint NOT NULL DEFAULT 1,
    -- Sheets per application.
    reviewers         integer NOT NULL CHECK (reviewers BETWEEN 1 AND 7),
    tolerance         numeric(5, 2) NOT NULL CHECK (tolerance BETWEEN 0 AND 100),
    -- One more sheet by itself where the range is above the tolerance.
    extra             boolean NOT NULL,
    pass_mark         numeric(5, 2) NOT NULL CHECK (pass_mark BETWEEN 0 AND 100),
    due               date NOT NULL,
    -- Projects to be chosen; null: as the programme says.
    places            integer CHECK (places > 0),
    criteria          jsonb NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX review_one_at_a_time ON review (programme, category, stage) WHERE state <> 'CLOSED';

-- What is judged, from the start of the review on.
CREATE TABLE review_item (
    review_id      uuid NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    application_id uuid NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    -- Sheets that are wanted.
    wanted         integer NOT NULL CHECK (wanted BETWEEN 1 AND 9),
    -- Was one more asked for because the sheets lay apart?
    extra          boolean NOT NULL DEFAULT false,
    PRIMARY KEY (review_id, application_id)
);

CREATE INDEX review_item_application ON review_item (application_id);

CREATE TABLE review_sheet (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    review_id      uuid NOT NULL,
    application_id uuid NOT NULL,
    account_id     uuid NOT NULL,
    -- The expert for whom the account stood.
    record_id      uuid NOT NULL,
    state          text NOT NULL DEFAULT 'ASKED' CHECK (state IN ('ASKED', 'HANDED_IN', 'DECLINED', 'REPLACED')),
    -- One more with each step.
    version        bigint NOT NULL DEFAULT 1,
    -- How well application and expert match, 0 to 1.
    fit            double precision NOT NULL,
    due            date NOT NULL,
    -- Of 100; null before it is handed in.
    total          numeric(5, 2),
    -- Why it was declined or given to another.
    reason         text NOT NULL DEFAULT '',
    asked_at       timestamptz NOT NULL DEFAULT now(),
    changed_at     timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'HANDED_IN') = (total IS NOT NULL)),
    FOREIGN KEY (review_id, application_id) REFERENCES review_item (review_id, application_id) ON DELETE CASCADE,
    -- Whoever declined is not asked again.
    UNIQUE (review_id, application_id, account_id)
);

CREATE INDEX review_sheet_account ON review_sheet (account_id, state);

-- Points and words of a sheet, piece by piece; the words sealed. The opinion on the whole has no points.
CREATE TABLE review_score (
    sheet_id  uuid NOT NULL REFERENCES review_sheet (id) ON DELETE CASCADE,
    criterion text NOT NULL,
    version   bigint NOT NULL CHECK (version > 0),
    points    numeric(4, 1),
    sealed    bytea NOT NULL,
    key_id    text NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sheet_id, criterion)
);

CREATE INDEX review_score_key ON review_score (key_id);

-- Draws for checks: the list is published first, the number that settles it later.
CREATE TABLE review_draw (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    review_id    uuid NOT NULL REFERENCES review (id),
    size         integer NOT NULL CHECK (size > 0),
    -- Which number of others settles it, and the first day on which it may be entered.
    source       text NOT NULL,
    draw_on      date NOT NULL,
    list_hash    text NOT NULL,
    announced_at timestamptz NOT NULL DEFAULT now(),
    number       text,
    seed         text,
    drawn_at     timestamptz,
    CHECK ((number IS NULL) = (seed IS NULL) AND (number IS NULL) = (drawn_at IS NULL))
);

CREATE TABLE review_draw_entry (
    draw_id        uuid NOT NULL REFERENCES review_draw (id) ON DELETE CASCADE,
    application_id uuid NOT NULL,
    drawn          boolean NOT NULL DEFAULT false,
    PRIMARY KEY (draw_id, application_id)
);
