-- 案例: what the served side agrees to show of a problem that was solved. It is shown while the problem is closed.
CREATE TABLE solution_case (
    record_id       uuid PRIMARY KEY REFERENCES problem_progress (record_id) ON DELETE CASCADE,
    need            text NOT NULL,
    solution        text NOT NULL,
    reached         text NOT NULL,
    show_amount     boolean NOT NULL,
    account_id      uuid NOT NULL,
    consented_at    timestamptz NOT NULL DEFAULT now(),
    -- When those with a need like it were told; they are told once.
    told_at         timestamptz
);

CREATE INDEX solution_case_untold ON solution_case (consented_at) WHERE told_at IS NULL;
CREATE INDEX solution_case_latest ON solution_case (consented_at DESC, record_id);
