-- Service teams in the making. Experts and problems are named by their ids alone, so that what is erased there stands nowhere else.
CREATE TABLE team_draft (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    content         jsonb NOT NULL,
    version         bigint NOT NULL DEFAULT 1,
    -- The team of the library that the draft became; it stays after an undo, withdrawn.
    record_id       uuid UNIQUE REFERENCES library_record (id) ON DELETE SET NULL,
    accepted        boolean NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX team_draft_organisation ON team_draft (organisation_id, id);

-- Which problem is served by whom, as a search for the best assignment left it.
CREATE TABLE allocation (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name            text NOT NULL CHECK (name <> ''),
    library         text NOT NULL CHECK (library IN ('experts', 'teams')),
    version         bigint NOT NULL DEFAULT 1,
    accepted        boolean NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX allocation_organisation ON allocation (organisation_id, id);

CREATE TABLE allocation_pair (
    allocation_id uuid NOT NULL REFERENCES allocation (id) ON DELETE CASCADE,
    problem_id    uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    supply_id     uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    score         double precision NOT NULL,
    PRIMARY KEY (allocation_id, problem_id, supply_id)
);

CREATE INDEX allocation_pair_problem ON allocation_pair (problem_id);
CREATE INDEX allocation_pair_supply ON allocation_pair (supply_id);

-- Searches for teams and assignments, taken by one worker at a time. They name people and are removed a day after their end.
CREATE TABLE solver_job (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    organisation_id uuid NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id      uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('TEAM', 'TEAMS', 'ALLOCATION')),
    request         jsonb NOT NULL,
    state           text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED')),
    owner           uuid,
    attempts        integer NOT NULL DEFAULT 0,
    heartbeat_at    timestamptz,
    cancelled       boolean NOT NULL DEFAULT false,
    moments         jsonb NOT NULL DEFAULT '[]',
    seconds         double precision NOT NULL DEFAULT 0,
    result          jsonb,
    failure         jsonb,
    created_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz
);

CREATE INDEX solver_job_due ON solver_job (id) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX solver_job_finished ON solver_job (finished_at) WHERE finished_at IS NOT NULL;

-- Which share of the places of a category a team of the library holds, e.g. a city of the 200 teams of technology managers of 2020.
CREATE TABLE team_place (
    programme  text NOT NULL,
    category   text NOT NULL,
    team_id    uuid NOT NULL REFERENCES library_record (id) ON DELETE CASCADE,
    share      text NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (programme, category, team_id)
);

-- Whoever is erased from the libraries is named by the answer of a search no longer.
CREATE FUNCTION forget_solver_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM solver_job WHERE strpos(result::text, OLD.id::text) > 0;
    RETURN NULL;
END $$;

CREATE TRIGGER library_record_forget_solver_jobs AFTER DELETE ON library_record
    FOR EACH ROW EXECUTE FUNCTION forget_solver_jobs();
