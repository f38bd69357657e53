-- Programme files that staff uploaded, beside those that ship. Every version is kept; of one programme one at most is in force.
CREATE TABLE programme_version (
    programme   text NOT NULL CHECK (programme ~ '^[A-Za-z0-9-]{1,64}$'),
    version     integer NOT NULL CHECK (version > 0),
    state       text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'APPROVED', 'WITHDRAWN')),
    content     text NOT NULL,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    approved_by uuid,
    approved_at timestamptz,
    PRIMARY KEY (programme, version),
    -- Four eyes.
    CHECK (approved_by <> uploaded_by),
    CHECK (state <> 'APPROVED' OR approved_by IS NOT NULL)
);

CREATE UNIQUE INDEX programme_version_in_force ON programme_version (programme) WHERE state = 'APPROVED';
